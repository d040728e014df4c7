// Package mcptyposquat defines the rule mcp-typosquat.
package mcptyposquat

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcptyposquat.md
var page string

// Rule reports packages whose names are nearly those of well-known ones.
var Rule = &lint.Rule{
	ID:       "mcp-typosquat",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

// wellKnown are scopes of npm and packages that configurations of MCP servers really name. Names of few letters, or made of
// words that every server has (mcp-server-git), are left out: others have every right to be near.
var wellKnown = []string{
	"@anthropic-ai", "@azure", "@browserbasehq", "@cloudflare", "@composio", "@context7", "@elastic", "@executeautomation", "@github",
	"@microsoft", "@modelcontextprotocol", "@mongodb-js", "@notionhq", "@playwright", "@sentry", "@shopify", "@smithery", "@stripe",
	"@supabase", "@upstash", "mcp-remote", "firecrawl-mcp", "supergateway", "chrome-devtools-mcp", "awslabs.core-mcp-server", "figma-developer-mcp",
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for _, p := range f.Packages {
		name, _, scoped := strings.Cut(p.Name, "/")
		if p.Registry == mcp.Docker || scoped != strings.HasPrefix(name, "@") || slices.Contains(wellKnown, name) {
			continue
		}
		if other := mistaken(name); other != "" {
			pass.ReportRangef(f.Range(p.Range), "%s is not %s; did you mean that?", name, other)
		}
	}
}

// mistaken returns the well-known name that another one is nearly, or "". A scope may miss two letters, a package one.
func mistaken(name string) string {
	for _, other := range wellKnown {
		allowed := 1
		if other[0] == '@' {
			allowed = min(2, len(other)/6)
		}
		if (name[0] == '@') == (other[0] == '@') && wording.Within(name, other, allowed) {
			return other
		}
	}
	return ""
}
