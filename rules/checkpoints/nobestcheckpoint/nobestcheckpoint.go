// Package nobestcheckpoint defines the rule no-best-checkpoint.
package nobestcheckpoint

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed nobestcheckpoint.md
var page string

// Rule reports validated training that does not keep its best model.
var Rule = &lint.Rule{
	ID:       "no-best-checkpoint",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("save", "best model")},
	Lacks:    "copy of the best model",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		if !slices.ContainsFunc(all, func(t program.Told) bool { return !losesBest(t) }) {
			pass.ReportRangef(all[0].At(), "training validates and saves, but does not keep the best model; save a copy when the metric improves")
		}
	}
}

// losesBest reports whether a training is validated and saved while it runs, and its best model is not told from the others.
func losesBest(t program.Told) bool {
	saves := checkpoint.Of(t.Story, t.Training)
	return t.Training.By == "" && !saves.Hidden && saves.Any(func(c *checkpoint.Checkpoint) bool { return c.InLoop }) &&
		validation.MonitoringOf(t.Story, t.Training) == validation.During && !validation.Unsupervised(t.Story) && !checkpoint.KeepsBest(t.Story, t.Training)
}
