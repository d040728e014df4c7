// Package unresolvedhandoff defines the rule unresolved-handoff.
package unresolvedhandoff

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed unresolvedhandoff.md
var page string

// Rule reports handoffs to agents that there are not.
var Rule = &lint.Rule{
	ID:       "unresolved-handoff",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	graphs := workspace.Of(pass).Graphs()
	elsewhere := map[string]bool{} // handoffs that some folder has an agent for
	for _, graph := range graphs {
		agents := newAgents(graph)
		for _, edge := range graph.Edges {
			if edge.To != nil || edge.BuiltIn || edge.From.Kind == kind.Template || !edge.From.Kind.HasHandoffs() {
				continue
			}
			if _, known := elsewhere[edge.Agent]; !known {
				elsewhere[edge.Agent] = workspace.HasAgent(graphs, edge.Agent)
			}
			switch {
			case elsewhere[edge.Agent]:
			case len(graph.Agents) < 2:
				lint.Reportf(pass, edge.From.Range(edge.Span), lint.Note, "no agent is called %q; this is the only one in its folder", edge.Agent)
			default:
				pass.ReportRangef(edge.From.Range(edge.Span), "%s", agents.message(edge))
			}
		}
	}
}

// agents are those of a folder.
type agents struct {
	*workspace.Graph
	spelling *wording.Speller
	count    map[string]int // by name
	from     *workspace.Definition
	others   string // the agents but from
}

func newAgents(graph *workspace.Graph) *agents {
	a := &agents{Graph: graph, count: map[string]int{}}
	var names []string
	for _, d := range graph.Agents {
		names = append(names, d.Name)
		a.count[d.Name]++
	}
	a.spelling = wording.NewSpeller(names)
	return a
}

// message says which of the other agents a handoff may be meant for.
func (a *agents) message(edge workspace.Edge) string {
	text, own := fmt.Sprintf("no agent is called %q; ", edge.Agent), edge.From.Name
	if a.count[own] > 1 {
		own = "" // another has the name, too
	}
	if nearest, ok := a.spelling.NearestBut(own, edge.Agent); ok {
		return text + fmt.Sprintf("did you mean %q?", nearest)
	}
	if a.from != edge.From {
		a.from, a.others = edge.From, a.siblings(edge.From)
	}
	return text + fmt.Sprintf("there are %s in %s", a.others, a.Dir)
}

// siblings lists the agents but d.
func (a *agents) siblings(d *workspace.Definition) string {
	var names []string
	for _, other := range a.Agents {
		if other != d {
			names = append(names, other.Name)
		}
	}
	return wording.Some(wording.Quoted(names), "and")
}
