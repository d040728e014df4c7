// Package seeddefaultstonone defines the rule seed-defaults-to-none.
package seeddefaultstonone

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed seeddefaultstonone.md
var page string

// Rule reports options for the seed without which nothing is seeded.
var Rule = &lint.Rule{
	ID:       "seed-defaults-to-none",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, option := range seeding.SeedsByOption(s) {
			at := s.At(option.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        option.Name + " defaults to None, and then nothing is seeded",
				SuggestedFixes: fix(at),
			})
		}
	}
}

// fix gives the option a default: an argument of a call that declares it, or the value of a field.
func fix(at analysis.Range) []analysis.SuggestedFix {
	return append(lint.UnsafeFix("set it to 42", lint.Passing(at, "default", "42")),
		lint.UnsafeFix("set it to 42", lint.Rewritten(at, `([\w.]+\s*(?::[^=]+)?=\s*)None`, "$142"))...)
}
