// Package mcpinvalidjson defines the rule mcp-invalid-json.
package mcpinvalidjson

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpinvalidjson.md
var page string

// Rule reports configuration that is no JSON.
var Rule = &lint.Rule{
	ID:       "mcp-invalid-json",
	Agnix:    []string{"MCP-007"},
	Severity: lint.Error,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	if f.Format == nil || len(f.Format.Hosts) == 0 || f.Format.TOML || f.Format.Manifest {
		return // unreadable-setup is about the latter
	}
	for _, problem := range f.Problems {
		at := f.Range(problem.Range)
		switch problem.Kind {
		case config.SyntaxFault:
			pass.ReportRangef(at, "%s can't read this file: %s", f.Format.Readers(), problem.Message)
		case config.Comment:
			lint.Reportf(pass, at, lint.Warning, "%s, and %s may not read them", problem.Message, f.Format.Readers())
		case config.TrailingComma:
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(), Category: string(lint.Warning),
				Message:        problem.Message + ", and " + f.Format.Readers() + " may not read one",
				SuggestedFixes: lint.SafeFix("remove the comma", analysis.TextEdit{Pos: at.Pos(), End: at.End()}),
			})
		}
	}
}
