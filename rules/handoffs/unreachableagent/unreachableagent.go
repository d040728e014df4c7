// Package unreachableagent defines the rule unreachable-agent.
package unreachableagent

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed unreachableagent.md
var page string

// Rule reports agents that nothing leads to.
var Rule = &lint.Rule{
	ID:       "unreachable-agent",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, graph := range workspace.Of(pass).Graphs() {
		for _, d := range graph.Agents {
			if d.Kind != kind.CustomAgent || isStarted(graph, d) {
				continue
			}
			at := d.Range(d.NameSpan)
			switch {
			case d.Hidden && d.Passive:
				lint.Reportf(pass, at, lint.Warning, "nobody can start %s: it is not user-invocable, disables model invocation, and no agent lists it", d.Name)
			case !d.Hidden && len(d.Handoffs) == 0 && len(d.Agents) == 0 && isConnected(graph):
				pass.ReportRangef(at, "no other agent in %s hands off to %s or lists it", graph.Dir, d.Name)
			}
		}
	}
}

// isStarted reports whether another agent hands off to d or lists it as a subagent.
func isStarted(graph *workspace.Graph, d *workspace.Definition) bool {
	return slices.ContainsFunc(graph.Edges, func(e workspace.Edge) bool { return e.To == d && e.From != d }) ||
		slices.ContainsFunc(graph.Agents, func(other *workspace.Definition) bool {
			return other != d && slices.ContainsFunc(other.Agents, func(name string) bool { return name == "*" || strings.EqualFold(name, d.Name) })
		})
}

// isConnected reports whether handoffs are how most of the folder's agents are reached.
func isConnected(graph *workspace.Graph) bool {
	reached := map[*workspace.Definition]bool{}
	for _, edge := range graph.Edges {
		if edge.To != nil {
			reached[edge.To] = true
		}
	}
	return 2*len(reached) > len(graph.Agents)
}
