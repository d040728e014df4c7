// Package autosendcycle defines the rule auto-send-cycle.
package autosendcycle

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed autosendcycle.md
var page string

// Rule reports handoffs that submit their prompts round in a circle.
var Rule = &lint.Rule{
	ID:       "auto-send-cycle",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, graph := range workspace.Of(pass).Graphs() {
		for _, cycle := range graph.Cycles(sends) {
			report(pass, cycle)
		}
	}
}

func sends(e workspace.Edge) bool { return e.Send && e.From.Kind.HasHandoffs() }

func report(pass *analysis.Pass, cycle []workspace.Edge) {
	names := make([]string, 0, len(cycle)+1)
	var related []analysis.RelatedInformation
	for _, edge := range cycle {
		names = append(names, edge.From.Name)
		at := edge.From.Range(edge.Span)
		related = append(related, analysis.RelatedInformation{
			Pos: at.Pos(), End: at.End(), Message: edge.From.Name + " hands off to " + edge.To.Name,
		})
	}
	names = append(names, cycle[0].From.Name)
	pass.Report(analysis.Diagnostic{
		Pos: related[0].Pos, End: related[0].End,
		Message: "each click on these buttons submits a prompt at once, and they form a cycle: " + strings.Join(names, " → "),
		Related: related[1:],
	})
}
