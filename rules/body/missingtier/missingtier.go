// Package missingtier defines the rule missing-tier.
package missingtier

import (
	_ "embed"
	"sort"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
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
	for i, section := range f.Sections {
		if !boundaries.MatchString(section.Title) {
			continue
		}
		if missing := missing(f, i); len(missing) == 1 {
			pass.ReportRangef(f.Range(section.Heading), "the boundaries lack the tier %q", missing[0])
		}
	}
}

// missing returns the tiers that a section has no boundaries for.
func missing(f *agent.File, i int) (tiers []body.Tier) {
	section := f.Sections[i]
	present := map[body.Tier]bool{}
	first := sort.Search(len(f.Bullets), func(i int) bool { return f.Bullets[i].Range.Start >= section.Range.Start })
	for _, bullet := range f.Bullets[first:] {
		if bullet.Range.End > section.Range.End {
			break
		}
		present[bullet.Tier] = true
	}
	for _, inner := range f.Sections[i:] {
		if inner.Range.Start >= section.Range.End {
			break
		}
		present[inner.Tier] = true
	}
	for _, tier := range []body.Tier{body.Always, body.AskFirst, body.Never} {
		if !present[tier] {
			tiers = append(tiers, tier)
		}
	}
	return tiers
}
