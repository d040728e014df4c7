// Package nonreproducibleseed defines the rule nonreproducible-seed.
package nonreproducibleseed

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed nonreproducibleseed.md
var page string

// Rule reports seeds that are different in every run.
var Rule = &lint.Rule{
	ID:       "nonreproducible-seed",
	Severity: lint.Warning,
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
		for _, seed := range seeding.VolatileSeeds(s) {
			check(pass, s, seed)
		}
	}
}

func check(pass *analysis.Pass, s *story.Story, seed seeding.VolatileSeed) {
	if seed.Shown {
		lint.Reportf(pass, s.At(seed.At), lint.Note, "the seed comes from %s: the run can be repeated only with the printed seed", seed.Source)
		return
	}
	severity := lint.Warning
	if seed.Alone || program.IsTest(s.Path) { // who calls it may give a seed; a test leaves that to the defaults
		severity = lint.Note
	}
	lint.Reportf(pass, s.At(seed.At), severity, "the seed comes from %s and is not recorded: the run can't be repeated", seed.Source)
}
