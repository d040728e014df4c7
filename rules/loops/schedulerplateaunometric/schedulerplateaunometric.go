// Package schedulerplateaunometric defines the rule scheduler-plateau-no-metric.
package schedulerplateaunometric

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed schedulerplateaunometric.md
var page string

// Rule reports ReduceLROnPlateau without the metric that it watches.
var Rule = &lint.Rule{
	ID:       "scheduler-plateau-no-metric",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
	Stories:  inStories,
}

func run(pass *analysis.Pass) {
	for call := range python.Of(pass).All(python.Call) {
		isStep := call.Child(python.FunctionField).QualifiedName() == "torch.optim.lr_scheduler.ReduceLROnPlateau().step"
		if isStep && !call.Child(python.ArgumentsField).FirstChild().Exists() {
			pass.ReportRangef(call, "ReduceLROnPlateau.step needs the metric to watch: this raises TypeError")
		}
	}
}

// inStories reports those that a LightningModule configures.
func inStories(pass *analysis.Pass) {
	known := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, place := range gradient.UnmonitoredPlateaus(s) {
			if at := s.At(place); !known[at] {
				known[at] = true
				pass.ReportRangef(at, "ReduceLROnPlateau is returned without a monitor, which Lightning refuses; name what to watch")
			}
		}
	}
}
