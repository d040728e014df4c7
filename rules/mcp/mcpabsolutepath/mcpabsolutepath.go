// Package mcpabsolutepath defines the rule mcp-absolute-path.
package mcpabsolutepath

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpabsolutepath.md
var page string

// Rule reports paths that lead into one person’s home directory.
var Rule = &lint.Rule{
	ID:       "mcp-absolute-path",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

// home matches what leads into a home directory, but not that of a container's or runner's user.
var home = pattern.New(`(?i)^(?:--?[\w-]+=)?((?:file://)?(?:/Users/|[A-Z]:[\\/]+Users[\\/]+|/home/)([\w.-]+))`)

// shared are the users that are there on every machine of a kind, and macOS's folder for all.
var shared = pattern.New(`^(?i:node|vscode|codespace|runner|ubuntu|app|user|shared|public|mcp|nonroot|jovyan)$`)

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for i := range f.Servers {
		for _, v := range f.Servers[i].Value.Scalars() {
			if m := home.FindStringSubmatch(v.Text()); m != nil && !shared.MatchString(m[2]) {
				pass.ReportRangef(f.Range(v.Range), "%s is an absolute path that exists on one machine only", m[1])
			}
		}
	}
}
