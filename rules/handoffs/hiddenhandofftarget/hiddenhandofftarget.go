// Package hiddenhandofftarget defines the rule hidden-handoff-target.
package hiddenhandofftarget

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed hiddenhandofftarget.md
var page string

// Rule reports handoffs to agents that users can not choose.
var Rule = &lint.Rule{
	ID:       "hidden-handoff-target",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, graph := range workspace.Of(pass).Graphs() {
		for _, edge := range graph.Edges {
			if edge.To == nil || !edge.To.Hidden || !edge.From.Kind.HasHandoffs() {
				continue
			}
			at, other := edge.From.Range(edge.Span), edge.To.Range(edge.To.NameSpan)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%s is not user-invocable, so VS Code can't hand off to it", edge.To.Name),
				Related: []analysis.RelatedInformation{{Pos: other.Pos(), End: other.End(), Message: "the hidden agent"}},
			})
		}
	}
}
