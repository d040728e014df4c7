// Package missingzerograd defines the rule missing-zero-grad.
package missingzerograd

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed missingzerograd.md
var page string

// Rule reports training loops in which gradients are never cleared.
var Rule = &lint.Rule{
	ID:       "missing-zero-grad",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("zero", "gradient"),
		match.Do("call", "zero_grad"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.NotCleared) {
		d := m.Diagnostic("the loop",
			"this loop never clears the gradients of %s, so they add up over all batches; call zero_grad() at every step", m.Of)
		if m.Lacks != "" {
			d.SuggestedFixes = fix(m)
		}
		pass.Report(d)
	}
}

// fix clears the gradients before new ones are computed, by the name that the optimizer has where it is stepped, or else where it is made.
func fix(m program.Misstep) []analysis.SuggestedFix {
	optimizer := lint.ReceiverOf(m.Step)
	if m.Scaled {
		optimizer = lint.GivenTo(m.Step)
	}
	return append(lint.UnsafeFix("call zero_grad()", lint.Before(m.At, optimizer+".zero_grad()")), lint.UnsafeFix("call "+m.Lacks, lint.Before(m.At, m.Lacks))...)
}
