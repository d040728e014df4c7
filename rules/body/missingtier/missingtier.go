// Package missingtier defines the rule missing-tier.
package missingtier

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed missingtier.md
var page string

// Rule reports boundaries that have two of the three tiers.
var Rule = &lint.Rule{
	ID:       "missing-tier",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

var boundaries = pattern.New(`(?i)\bboundaries\W*$`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, section := range f.Sections {
		if !boundaries.MatchString(section.Title) {
			continue
		}
		if missing := missing(f, section); len(missing) == 1 {
			pass.ReportRangef(f.Range(section.Heading), "the boundaries have no tier %q", missing[0])
		}
	}
}

// missing returns the tiers that a section has no boundaries for.
func missing(f *agent.File, section agent.Section) (tiers []agent.Tier) {
	present := map[agent.Tier]bool{}
	for _, bullet := range f.Bullets {
		if section.Range.Contains(bullet.Range) {
			present[bullet.Tier] = true
		}
	}
	for _, inner := range f.Sections {
		if section.Range.Contains(inner.Range) {
			present[inner.Tier] = true
		}
	}
	for _, tier := range []agent.Tier{agent.Always, agent.AskFirst, agent.Never} {
		if !present[tier] {
			tiers = append(tiers, tier)
		}
	}
	return tiers
}
