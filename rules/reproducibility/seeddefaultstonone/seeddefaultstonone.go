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
			pass.ReportRangef(s.At(option.At), "%s defaults to None, and then nothing is seeded", option.Name)
		}
	}
}
