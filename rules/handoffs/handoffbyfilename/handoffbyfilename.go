// Package handoffbyfilename defines the rule handoff-by-filename.
package handoffbyfilename

import (
	_ "embed"
	"fmt"
	"strconv"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed handoffbyfilename.md
var page string

// Rule reports handoffs that call an agent by its file.
var Rule = &lint.Rule{
	ID:       "handoff-by-filename",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, graph := range program.Of(pass).Graphs() {
		for _, edge := range graph.Edges {
			if edge.ByFile && edge.From.Kind.HasHandoffs() {
				report(pass, edge)
			}
		}
	}
}

func report(pass *analysis.Pass, edge program.Edge) {
	at, name := edge.From.Range(edge.Span), edge.To.Range(edge.To.NameSpan)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("%q is the name of a file; VS Code knows its agent as %q", edge.Agent, edge.To.Name),
		Related: []analysis.RelatedInformation{{Pos: name.Pos(), End: name.End(), Message: "the agent's name"}},
		SuggestedFixes: lint.SafeFix(fmt.Sprintf("write %q", edge.To.Name),
			analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(strconv.Quote(edge.To.Name))}),
	})
}
