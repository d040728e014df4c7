// Package mcpinsecureurl defines the rule mcp-insecure-url.
package mcpinsecureurl

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpinsecureurl.md
var page string

// Rule reports servers that are reached in plain text.
var Rule = &lint.Rule{
	ID:       "mcp-insecure-url",
	Agnix:    []string{"MCP-017"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

var (
	// plain matches a url without encryption; its groups are the scheme and the host.
	plain = pattern.New(`^(http|ws)://(?:[^/@]*@)?(\[[^\]]*\]|[^/:?#]*)`)
	// near matches hosts that are reached without leaving the machine or its network: those of RFC 1918 and RFC 6761,
	// containers, what has no dot, and what a variable will say.
	near = pattern.New(`^(?:127\.|10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|169\.254\.|0\.0\.0\.0$|\[|[^.]*$)` +
		`|\.(?:localhost|local|internal|lan|test)$|[${}<>]`)
)

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for i := range f.Servers {
		field := f.Servers[i].Field("url")
		if field == nil {
			continue
		}
		if m := plain.FindStringSubmatch(field.Value.Text()); m != nil && !near.MatchString(strings.ToLower(m[2])) {
			pass.ReportRangef(f.Range(field.Value.Range), "%s:// sends requests and responses to %s unencrypted", m[1], m[2])
		}
	}
}
