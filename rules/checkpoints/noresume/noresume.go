// Package noresume defines the rule no-resume.
package noresume

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed noresume.md
var page string

// Rule reports checkpoints that nothing reads.
var Rule = &lint.Rule{
	ID:       "no-resume",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("support", "resumption"),
		match.Do("resume", "training").With("checkpoint"),
		match.Do("resume", "training"),
	},
	Lacks:    "way to resume",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		if t := all[0]; !slices.ContainsFunc(all, func(t program.Told) bool {
			return t.Training.By != "" || checkpoint.Restores(t.Story) || !isResumable(t)
		}) {
			pass.ReportRangef(t.At(), "this also saves the optimizer, but nothing resumes: no checkpoint is ever loaded (looked in %s)", t.Searched())
		}
	}
}

// isResumable reports whether a training saves the state of its optimizer while it runs.
func isResumable(t program.Told) bool {
	return checkpoint.Of(t.Story, t.Training).Any(func(c *checkpoint.Checkpoint) bool {
		return c.InLoop && checkpoint.HoldsOptimizer(t.Story, c, t.Training)
	})
}
