// Package zerogradbeforestep defines the rule zero-grad-before-step.
package zerogradbeforestep

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed zerogradbeforestep.md
var page string

// Rule reports gradients that are cleared before they are applied.
var Rule = &lint.Rule{
	ID:       "zero-grad-before-step",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("zero", "gradient")},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.ClearedBeforeStep) {
		d := m.Diagnostic("applied here",
			"this clears the gradients that %s.step() should apply: the step does nothing", m.Of)
		d.SuggestedFixes = lint.UnsafeFix("move it after that", lint.MovedAfter(m.At, m.Other))
		pass.Report(d)
	}
}
