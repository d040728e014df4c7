// Package stepbeforebackward defines the rule step-before-backward.
package stepbeforebackward

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed stepbeforebackward.md
var page string

// Rule reports optimizers that are stepped before the gradients are computed.
var Rule = &lint.Rule{
	ID:       "step-before-backward",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.SteppedFirst) {
		d := m.Diagnostic("computed here",
			"%s.step() comes before backward(): it applies the gradients of the previous iteration, and at first none", m.Of)
		d.SuggestedFixes = lint.UnsafeFix("move it after that", lint.MovedAfter(m.At, m.Other))
		pass.Report(d)
	}
}
