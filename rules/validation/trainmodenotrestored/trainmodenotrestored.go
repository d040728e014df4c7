// Package trainmodenotrestored defines the rule train-mode-not-restored.
package trainmodenotrestored

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed trainmodenotrestored.md
var page string

// Rule reports models that are left in eval mode while they train on.
var Rule = &lint.Rule{
	ID:       "train-mode-not-restored",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "train mode"),
		match.Do("return", "model").With("train mode"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, lost := range validation.LostTrainModes(s) {
			at := s.At(lost.Step.Event.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        "training continues in eval mode after this unless train() is called; call it in every epoch",
				SuggestedFixes: fix(s, &lost),
			})
		}
	}
}

// fix calls train() where it is trained on.
func fix(s *story.Story, lost *validation.Lost) []analysis.SuggestedFix {
	if lost.Training == nil {
		return nil
	}
	return lint.UnsafeFix("call train() in every turn", lint.Restoring(s, lost.Restoring))
}
