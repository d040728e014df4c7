// Package handoffbyfilename defines the rule handoff-by-filename.
package handoffbyfilename

import (
	_ "embed"
	"fmt"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed handoffbyfilename.md
var page string

// Rule reports handoffs that call an agent by its file.
var Rule = &lint.Rule{
	ID:       "handoff-by-filename",
	Severity: lint.Warning,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, graph := range workspace.Of(pass).Graphs() {
		for _, edge := range graph.Edges {
			if edge.ByFile && edge.From.Kind.HasHandoffs() {
				report(pass, graph, edge)
			}
		}
	}
}

func report(pass *analysis.Pass, graph *workspace.Graph, edge workspace.Edge) {
	at, name := edge.From.Range(edge.Span), edge.To.Range(edge.To.NameSpan)
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        fmt.Sprintf("%q is a file name; VS Code knows its agent as %q", edge.Agent, edge.To.Name),
		Related:        []analysis.RelatedInformation{{Pos: name.Pos(), End: name.End(), Message: "the agent's name"}},
		SuggestedFixes: fix(graph, edge),
	})
}

// fix writes the name of the agent that is meant. There is none if that may be another one: one that VS Code brings, one
// whose file has the same name, or one that has the same name.
func fix(graph *workspace.Graph, edge workspace.Edge) []analysis.SuggestedFix {
	if workspace.BuiltIn(edge.Agent) || !isLiteral(edge) {
		return nil
	}
	for _, d := range graph.Agents {
		if d != edge.To && (strings.EqualFold(agent.Stem(d.Path), edge.Agent) || strings.EqualFold(d.Name, edge.To.Name)) {
			return nil
		}
	}
	at := edge.From.Range(edge.Span)
	return lint.SafeFix(fmt.Sprintf("write %q", edge.To.Name),
		analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(strconv.Quote(edge.To.Name))})
}

// isLiteral reports whether a handoff's agent is written as it is, or in quotes: an anchor, a tag and a block are longer.
func isLiteral(edge workspace.Edge) bool {
	const quotes = 2
	length := edge.Span.End - edge.Span.Start
	return length == len(edge.Agent) || length == len(edge.Agent)+quotes
}
