// Package emptytier defines the rule empty-tier.
package emptytier

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed emptytier.md
var page string

// Rule reports headings of boundaries that have none under them.
var Rule = &lint.Rule{
	ID:       "empty-tier",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// none matches a bullet or line that says there is no boundary.
var none = pattern.New(`(?i)^(?:[-*+][ \t]*)?\W*(?:none|nothing|n/?a|tbd)\W*$`)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, section := range f.Sections {
		if section.Tier == 0 {
			continue
		}
		text := strings.TrimSpace(f.Text(agent.Range{Start: section.Content.Start, End: section.Range.End}))
		switch {
		case text == "":
			pass.ReportRangef(f.Range(section.Heading), "%q has no entries", section.Tier)
		case none.MatchString(text):
			lint.Reportf(pass, f.Range(section.Heading), lint.Note, "%q has no boundary: %q", section.Tier, text)
		}
	}
}
