// Package scalerupdatemissing defines the rule scaler-update-missing.
package scalerupdatemissing

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed scalerupdatemissing.md
var page string

// Rule reports gradient scalers that are never updated.
var Rule = &lint.Rule{
	ID:       "scaler-update-missing",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.NeverRescaled) {
		d := m.Diagnostic("the loop",
			"the gradient scaler is never updated after this: the next step with %s raises RuntimeError", m.Of)
		if m.HasThen {
			d.SuggestedFixes = lint.UnsafeFix("call update()", lint.After(m.Then, lint.ReceiverOf(m.At)+".update()"))
		}
		pass.Report(d)
	}
}
