// Package clipwithoutunscale defines the rule clip-without-unscale.
package clipwithoutunscale

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed clipwithoutunscale.md
var page string

// Rule reports gradients that are clipped while they carry the factor of a gradient scaler.
var Rule = &lint.Rule{
	ID:       "clip-without-unscale",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Enforces: []match.Pattern{
		match.Do("unscale", "gradient"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.ClippedScaled) {
		d := m.Diagnostic("scaled here",
			"these gradients are still scaled, so the clipping bound varies with the scaler; call unscale_() first")
		if m.Lacks != "" {
			unscale := lint.ReceiverOf(m.Step) + ".unscale_(" + lint.GivenTo(m.Step) + ")"
			d.SuggestedFixes = append(lint.UnsafeFix("call unscale_()", lint.Before(m.At, unscale)), lint.UnsafeFix("call "+m.Lacks, lint.Before(m.At, m.Lacks))...)
		}
		pass.Report(d)
	}
}
