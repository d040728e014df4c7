// Package syntheticdatafallback defines the rule synthetic-data-fallback.
package syntheticdatafallback

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed syntheticdatafallback.md
var page string

// Rule reports random numbers that take the place of data that is not there.
var Rule = &lint.Rule{
	ID:       "synthetic-data-fallback",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("use", "synthetic data"),
		match.Avoid("fall back", "").With("synthetic data"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range seeding.Fallbacks(s) {
			severity := lint.Warning
			if checkpoint.Shows(s) {
				severity = lint.Note
			}
			lint.Reportf(pass, s.At(found.At), severity, "%s makes up data if %s finds none, and the run continues as if it were real; let it fail", found.Name, found.Read)
		}
	}
}
