// Package mcpunpinnedpackage defines the rule mcp-unpinned-package.
package mcpunpinnedpackage

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpunpinnedpackage.md
var page string

// Rule reports servers whose package is of no fixed version.
var Rule = &lint.Rule{
	ID:       "mcp-unpinned-package",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for _, p := range f.Packages {
		if p.Prose || p.Pinned() {
			continue
		}
		if p.Version == "" {
			pass.ReportRangef(f.Range(p.Range), "%s %s is not pinned to a version", p.Runner, p.Name)
		} else {
			pass.ReportRangef(f.Range(p.Range), "%s %s is pinned only to %q, not to a version", p.Runner, p.Name, p.Version)
		}
	}
}
