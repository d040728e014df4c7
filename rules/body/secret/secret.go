// Package secret defines the rule secret.
package secret

import (
	_ "embed"
	"go/token"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/credential"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed secret.md
var page string

// Rule reports keys and tokens that stand in a file.
var Rule = &lint.Rule{
	ID:        "secret",
	Agnix:     []string{"CDX-AG-002", "MCP-018", "OC-AGM-002"},
	Severity:  lint.Warning,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{source.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := source.Of(pass)
	for c := range credential.All(f.Text) {
		pass.Report(analysis.Diagnostic{Pos: token.Pos(f.Base + c.Start), End: token.Pos(f.Base + c.End), Message: "this looks like " + c.Name})
	}
}
