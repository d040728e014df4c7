// Package unresolvedhandoff defines the rule unresolved-handoff.
package unresolvedhandoff

import (
	_ "embed"
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/program"
)

//go:embed unresolvedhandoff.md
var page string

// Rule reports handoffs to agents that there are not.
var Rule = &lint.Rule{
	ID:       "unresolved-handoff",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	graphs := program.Of(pass).Graphs()
	for _, graph := range graphs {
		for _, edge := range graph.Edges {
			if edge.To != nil || edge.BuiltIn || edge.From.Kind == agent.Template || !edge.From.Kind.HasHandoffs() {
				continue
			}
			if names := siblings(graph, edge.From); len(names) > 0 && !isElsewhere(graphs, edge.Agent) {
				pass.ReportRangef(edge.From.Range(edge.Span), "%s", message(edge.Agent, graph, names))
			}
		}
	}
}

// siblings returns the names of the other agents in d's folder.
func siblings(graph *program.Graph, d *program.Definition) []string {
	var names []string
	for _, other := range graph.Agents {
		if other != d {
			names = append(names, other.Name)
		}
	}
	return names
}

// isElsewhere reports whether another folder has an agent of that name.
func isElsewhere(graphs []*program.Graph, name string) bool {
	return slices.ContainsFunc(graphs, func(g *program.Graph) bool {
		d, _ := g.Find(name)
		return d != nil
	})
}

func message(name string, graph *program.Graph, siblings []string) string {
	text := fmt.Sprintf("no agent is called %q; ", name)
	if nearest, ok := wording.Nearest(name, siblings); ok {
		return text + fmt.Sprintf("did you mean %q?", nearest)
	}
	return text + fmt.Sprintf("there are %s in %s", wording.List(wording.Quoted(siblings), "and"), graph.Dir)
}
