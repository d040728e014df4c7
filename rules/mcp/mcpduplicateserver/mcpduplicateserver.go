// Package mcpduplicateserver defines the rule mcp-duplicate-server.
package mcpduplicateserver

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed mcpduplicateserver.md
var page string

// Rule reports servers that are configured twice and differently.
var Rule = &lint.Rule{
	ID:       "mcp-duplicate-server",
	Agnix:    []string{"MCP-023"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[[2]string]place{} // by project and name
	for _, m := range workspace.Of(pass).MCP {
		here := map[string]bool{}
		for _, s := range m.Servers {
			first, known := seen[[2]string{m.Project, s.Name}]
			switch {
			case here[s.Name]:
				pass.ReportRangef(m.Range(s.Span), "%q is configured twice in this file; hosts use only one of the two", s.Name)
			case !m.Shared: // no host reads it, or only one agent has it
			case known && first.server.Definition != s.Definition:
				pass.Report(diagnostic(m, s, first))
			case !known:
				seen[[2]string{m.Project, s.Name}] = place{m, s}
			}
			here[s.Name] = true
		}
	}
}

// A place is where a server is configured.
type place struct {
	file   *workspace.MCP
	server workspace.MCPServer
}

func diagnostic(m *workspace.MCP, s workspace.MCPServer, first place) analysis.Diagnostic {
	at, there := m.Range(s.Span), first.file.Range(first.server.Span)
	return analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Category: string(lint.Note),
		Message: "\"" + s.Name + "\" is a different server in " + first.file.Path,
		Related: []analysis.RelatedInformation{{Pos: there.Pos(), End: there.End(), Message: "the other one"}},
	}
}
