// Package clipafterstep defines the rule clip-after-step.
package clipafterstep

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed clipafterstep.md
var page string

// Rule reports gradients that are clipped once they have been applied.
var Rule = &lint.Rule{
	ID:       "clip-after-step",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.ClippedLate) {
		d := m.Diagnostic("applied here",
			"%s.step() has already applied these gradients: clipping them has no effect", m.Of)
		d.SuggestedFixes = lint.UnsafeFix("move it before that", lint.MovedBefore(m.At, m.Other))
		pass.Report(d)
	}
}
