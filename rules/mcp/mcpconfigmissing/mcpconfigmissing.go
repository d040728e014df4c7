// Package mcpconfigmissing defines the rule mcp-config-missing.
package mcpconfigmissing

import (
	_ "embed"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed mcpconfigmissing.md
var page string

// Rule reports references to MCP configuration that is not there.
var Rule = &lint.Rule{
	ID:       "mcp-config-missing",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	files, ws := repository.Of(pass), workspace.Of(pass)
	shipped := map[string]bool{} // to other repositories, about which these definitions speak
	for _, d := range ws.Definitions {
		shipped[d.Path] = !d.IsAtHome()
	}
	for _, m := range ws.MCP {
		if shipped[m.Path] {
			continue
		}
		for _, ref := range m.References {
			if !files.Exists(path.Join(files.Root(), ref.Path)) {
				pass.ReportRangef(m.Range(ref.Span), "there is no %s in this repository", ref.Path)
			}
		}
	}
}
