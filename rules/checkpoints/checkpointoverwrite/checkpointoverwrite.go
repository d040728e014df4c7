// Package checkpointoverwrite defines the rule checkpoint-overwrite.
package checkpointoverwrite

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed checkpointoverwrite.md
var page string

// Rule reports checkpoints that replace each other.
var Rule = &lint.Rule{
	ID:       "checkpoint-overwrite",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("overwrite", "checkpoint"), match.Do("version", "checkpoint")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			check(pass, t)
		}
	}
}

func check(pass *analysis.Pass, t program.Told) {
	if t.Training.By != "" && t.Training.By != framework.Keras {
		return
	}
	all := checkpoint.Of(t.Story, t.Training)
	hasBest := all.Any((*checkpoint.Checkpoint).OnlyBest)
	for _, c := range checkpoint.Overwritten(t.Story, t.Training) {
		resumable := checkpoint.Restores(t.Story) && checkpoint.HoldsOptimizer(t.Story, &c, t.Training)
		severity := lint.Error
		switch {
		case c.Path.NamesLast() && hasBest, !t.Owes():
			severity = lint.Note
		case c.Path.NamesLast(), resumable, c.Path.Stability == checkpoint.PerRun, c.When.Is(checkpoint.Otherwise):
			severity = lint.Warning
		}
		lint.Reportf(pass, t.Story.At(c.Step.Event.At), severity,
			"every checkpoint overwrites the previous one; put the epoch or step into its name")
	}
}
