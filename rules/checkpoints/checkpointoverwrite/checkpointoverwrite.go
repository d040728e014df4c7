// Package checkpointoverwrite defines the rule checkpoint-overwrite.
package checkpointoverwrite

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed checkpointoverwrite.md
var page string

// Rule reports checkpoints that replace each other.
var Rule = &lint.Rule{
	ID:       "checkpoint-overwrite",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
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
		at := t.Story.At(c.Step.Event.At)
		pass.Report(analysis.Diagnostic{
			Pos: at.Pos(), End: at.End(), Category: string(severity),
			Message:        "every checkpoint overwrites the previous one; put the epoch or step into its name",
			SuggestedFixes: fix(t, &c),
		})
	}
}

// fix puts the number of the turn into the name of a file that nothing reads again: that would not find it any more.
func fix(t program.Told, c *checkpoint.Checkpoint) []analysis.SuggestedFix {
	path, at := c.Facts.Path, t.Story.At(c.Step.Event.At)
	isRead := slices.ContainsFunc(t.Story.Steps, func(step story.Step) bool { return step.Kind == story.Restore })
	if path == nil || isRead {
		return nil
	}
	numbered := func(number string) []analysis.SuggestedFix {
		return lint.UnsafeFix("put the number of the epoch or step into its name", lint.Numbered(at, path.Name, path.At, number))
	}
	if c.Facts.Callback {
		return numbered("{epoch:02d}")
	}
	loop, around := t.Training.Outer(), c.Step.Event.Loops()
	if len(around) == 0 || around[len(around)-1] != loop { // the number would come again
		return nil
	}
	return append(numbered(lint.VariableOf(t.At())), numbered("epoch")...)
}
