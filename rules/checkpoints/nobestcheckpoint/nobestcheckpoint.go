// Package nobestcheckpoint defines the rule no-best-checkpoint.
package nobestcheckpoint

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
)

//go:embed nobestcheckpoint.md
var page string

// Rule reports validated training that does not keep its best model.
var Rule = &lint.Rule{
	ID:         "no-best-checkpoint",
	Severity:   lint.Note,
	Page:       page,
	Lacks:      "copy of the best model",
	Boundaries: []string{"best model"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		if !slices.ContainsFunc(all, func(t program.Told) bool { return !losesBest(t) }) {
			pass.ReportRangef(all[0].At(), "this validates and saves, but does not tell the best model from the last; save a copy when the metric improves")
		}
	}
}

// losesBest reports whether a training is validated and saved while it runs, and its best model is not told from the others.
func losesBest(t program.Told) bool {
	saves := t.Checkpoints(t.Training)
	return t.Training.By == "" && !saves.Hidden && saves.Any(func(c *story.Checkpoint) bool { return c.InLoop }) &&
		t.Monitoring(t.Training) == story.During && !t.Unsupervised() && !t.KeepsBest(t.Training)
}
