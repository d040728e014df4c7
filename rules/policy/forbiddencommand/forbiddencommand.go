// Package forbiddencommand defines the rule forbidden-command.
package forbiddencommand

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/shell"
	"github.com/agentlint/agentlint/policy/forbid"
)

//go:embed forbiddencommand.md
var page string

// Rule reports what the settings forbid in commands of hooks, MCP servers and definitions.
var Rule = &lint.Rule{
	ID:       "forbidden-command",
	Severity: lint.Error,
	Page:     page,
	Options:  forbid.List(nil),
	Requires: []*analysis.Analyzer{shell.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := shell.Of(pass)
	for _, c := range f.Commands {
		lint.Options[forbid.List](pass).Shell(c.Text, func(r *forbid.Forbid, found string) {
			lint.Reportf(pass, f.Range(c), lint.Severity(r.Severity), "%s: %s", c.What, r.Says(found))
		})
	}
}
