// Package boilerplatecheckpoint defines the rule boilerplate-checkpoint.
package boilerplatecheckpoint

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed boilerplatecheckpoint.md
var page string

// Rule reports checkpoints that add nothing: one with each batch, or the same state twice.
var Rule = &lint.Rule{
	ID:       "boilerplate-checkpoint",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("use", "excess checkpoint")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			check(pass, t, seen)
		}
	}
}

func check(pass *analysis.Pass, t program.Told, seen map[story.Range]bool) {
	report := func(c *checkpoint.Checkpoint, message string, related ...analysis.RelatedInformation) {
		if at := t.Story.At(c.Step.Event.At); !seen[at] {
			seen[at] = true
			pass.Report(analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: message, Related: related})
		}
	}
	for _, c := range checkpoint.SavedEachBatch(t.Story, t.Training) {
		report(&c, "this saves at every batch; save every few hundred steps, or every epoch")
	}
	for _, pair := range checkpoint.SavedTwice(t.Story, t.Training) {
		first := t.Story.At(pair[0].Step.Event.At)
		report(&pair[1], "this saves what was just saved", analysis.RelatedInformation{Pos: first.Pos(), End: first.End(), Message: "the first copy"})
	}
}
