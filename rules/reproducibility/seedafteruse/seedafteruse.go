// Package seedafteruse defines the rule seed-after-use.
package seedafteruse

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed seedafteruse.md
var page string

// Rule reports seeds that are set when their generator has been drawn from already.
var Rule = &lint.Rule{
	ID:       "seed-after-use",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	type key struct {
		at     story.Range
		domain framework.Domain
	}
	known := map[key]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, late := range seeding.LateSeeds(s) {
			at, use := s.At(late.At), s.At(late.Use)
			if known[key{at, late.Domain}] {
				continue
			}
			known[key{at, late.Domain}] = true
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%s seeds %s too late: %s has already drawn from it", late.Seeder, late.Domain, late.User),
				Related: []analysis.RelatedInformation{{Pos: use.Pos(), End: use.End(), Message: "drawn here without a seed"}},
			})
		}
	}
}
