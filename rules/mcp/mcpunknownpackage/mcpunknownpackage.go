// Package mcpunknownpackage defines the rule mcp-unknown-package.
package mcpunknownpackage

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpunknownpackage.md
var page string

// Rule reports packages that are known not to exist any more, or never to have.
var Rule = &lint.Rule{
	ID:       "mcp-unknown-package",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for _, p := range f.Packages {
		known := mcp.Lookup(p)
		switch {
		case known == nil:
		case known.Status == mcp.Archived:
			lint.Reportf(pass, f.Range(p.Range), lint.Note, "%s is archived and gets no fixes%s", p.Name, instead(known))
		case p.Prose:
			pass.ReportRangef(f.Range(p.Range), "%s is not on %s%s", p.Name, p.Registry, instead(known))
		default:
			lint.Reportf(pass, f.Range(p.Range), lint.Error, "%s is not on %s, so the server can't start%s", p.Name, p.Registry, instead(known))
		}
	}
}

func instead(known *mcp.Known) string {
	if known.Instead == "" {
		return ""
	}
	return fmt.Sprintf("; use %s", known.Instead)
}
