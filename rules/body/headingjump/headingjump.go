// Package headingjump defines the rule heading-jump.
package headingjump

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed headingjump.md
var page string

// Rule reports headings that skip a level.
var Rule = &lint.Rule{
	ID:       "heading-jump",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for i := 1; i < len(f.Sections); i++ {
		before, section := f.Sections[i-1], f.Sections[i]
		if section.Level > before.Level+1 {
			pass.ReportRangef(f.Range(section.Heading), "heading of level %d directly under one of level %d, %q",
				section.Level, before.Level, before.Title)
		}
	}
}
