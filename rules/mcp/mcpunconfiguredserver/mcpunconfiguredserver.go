// Package mcpunconfiguredserver defines the rule mcp-unconfigured-server.
package mcpunconfiguredserver

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed mcpunconfiguredserver.md
var page string

// Rule reports tools of servers that nothing configures.
var Rule = &lint.Rule{
	ID:       "mcp-unconfigured-server",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	files := workspace.Of(pass).MCP
	var shared []workspace.MCPServer
	for _, m := range files {
		if m.Shared {
			shared = append(shared, m.Servers...)
		}
	}
	if len(shared) == 0 {
		return
	}
	for _, m := range files {
		for i, s := range m.Used {
			if !contains(shared, s) && !contains(m.Servers, s) && !contains(m.Used[:i], s) {
				pass.ReportRangef(m.Range(s.Span), "no MCP configuration in this repository has a server %q", s.Name)
			}
		}
	}
}

// contains reports whether one of the servers has the name of s.
func contains(servers []workspace.MCPServer, s workspace.MCPServer) bool {
	return slices.ContainsFunc(servers, func(other workspace.MCPServer) bool { return fold(other.Name) == fold(s.Name) })
}

// fold returns a server's name as Claude Code writes it in the names of tools, where case and signs are lost.
func fold(name string) string {
	return strings.Map(func(r rune) rune {
		if strings.ContainsRune(" ._-", r) {
			return '_'
		}
		return r
	}, strings.ToLower(name))
}
