// Package unrestrictedtools defines the rule unrestricted-tools.
package unrestrictedtools

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed unrestrictedtools.md
var page string

// Rule reports agents that may do anything without being asked.
var Rule = &lint.Rule{
	ID:       "unrestricted-tools",
	Agnix:    []string{"CC-AG-012"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	key, value, consequence := "", "", ""
	switch f.Kind {
	case kind.ClaudeAgent:
		key, value, consequence = "permissionMode", "bypassPermissions", "Claude Code runs every command without asking"
	case kind.OpenCodeAgent:
		key, value, consequence = "permission", "allow", "OpenCode runs every tool without asking"
	}
	if field := f.Field(key); field != nil && field.Value.Text() == value {
		pass.ReportRangef(f.Range(field.Value.Range), "%s is %s: %s", key, value, consequence)
	}
}
