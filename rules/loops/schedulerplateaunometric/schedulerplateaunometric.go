// Package schedulerplateaunometric defines the rule scheduler-plateau-no-metric.
package schedulerplateaunometric

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed schedulerplateaunometric.md
var page string

// Rule reports steps of ReduceLROnPlateau without the metric that it watches.
var Rule = &lint.Rule{
	ID:       "scheduler-plateau-no-metric",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for call := range python.Of(pass).All(python.Call) {
		isStep := call.Child(python.FunctionField).QualifiedName() == "torch.optim.lr_scheduler.ReduceLROnPlateau().step"
		if isStep && !call.Child(python.ArgumentsField).FirstChild().Exists() {
			pass.ReportRangef(call, "ReduceLROnPlateau.step needs the metric to watch: this raises TypeError")
		}
	}
}
