// Package mcpundeclaredinput defines the rule mcp-undeclared-input.
package mcpundeclaredinput

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpundeclaredinput.md
var page string

// Rule reports inputs that are used and not declared.
var Rule = &lint.Rule{
	ID:       "mcp-undeclared-input",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

var reference = pattern.New(`\$\{input:([^}]*)\}`)

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for i := range f.Servers {
		for _, v := range f.Servers[i].Value.Scalars() {
			for _, m := range reference.FindAllStringSubmatch(v.Text(), -1) {
				switch declared := slices.ContainsFunc(f.Inputs, func(in mcp.Input) bool { return in.ID == m[1] }); {
				case len(f.Format.Hosts) == 0 || declared && f.Format.Inputs:
				case f.Format.Inputs:
					lint.Reportf(pass, f.Range(v.Range), lint.Error, "%s can't fill in %s: no entry in inputs has that ID", f.Format.Readers(), m[0])
				default:
					pass.ReportRangef(f.Range(v.Range), "only .vscode/mcp.json has inputs; %s sends %s literally", f.Format.Hosts[0], m[0])
				}
			}
		}
	}
}
