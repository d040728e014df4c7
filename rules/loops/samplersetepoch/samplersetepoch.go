// Package samplersetepoch defines the rule sampler-set-epoch.
package samplersetepoch

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed samplersetepoch.md
var page string

// Rule reports distributed samplers that shuffle every epoch alike.
var Rule = &lint.Rule{
	ID:       "sampler-set-epoch",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "set_epoch"),
		match.Do("call", "distributed sampler").With("set_epoch"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, sampler := range gradient.SameOrder(s) {
			at := s.At(sampler.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        "nothing calls set_epoch() on this sampler: every epoch has the same order",
				SuggestedFixes: fix(s, &sampler),
			})
		}
	}
}

// fix tells the sampler the epoch, by its own name or through the loader that has it.
func fix(s *story.Story, sampler *gradient.SameOrdered) []analysis.SuggestedFix {
	epochs := s.At(sampler.Epochs)
	call := func(on string) []analysis.SuggestedFix {
		return lint.UnsafeFix("call set_epoch() in every epoch", lint.Inside(epochs, on+".set_epoch("+lint.VariableOf(epochs)+")"))
	}
	fixes := call(lint.AssignedFrom(s.At(sampler.At)))
	if sampler.OfLoader {
		fixes = append(fixes, call(lint.IteratedBy(s.At(sampler.Batches))+".sampler")...)
	}
	return fixes
}
