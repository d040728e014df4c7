// Package commandsendskeys defines the rule command-sends-keys.
package commandsendskeys

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/shell"
)

//go:embed commandsendskeys.md
var page string

// Rule reports commands of hooks, MCP servers and definitions that read keys and send them somewhere.
var Rule = &lint.Rule{
	ID:       "command-sends-keys",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{shell.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := shell.Of(pass)
	for _, c := range f.Commands {
		if keys, host := c.SendsKeys(); keys != "" {
			pass.ReportRangef(f.Range(c), "%s sends %s to %s", c.What, keys, host)
		}
	}
}
