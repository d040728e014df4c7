package definitions

import (
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/workspace"
)

// agentNames finds the agents of a repository by the names that handoffs use.
type agentNames []*workspace.Graph

func agentsOf(files []*hostFile) agentNames {
	var definitions []*workspace.Definition
	for _, f := range files {
		if f.definition != nil {
			definitions = append(definitions, workspace.Define(f.definition))
		}
	}
	return workspace.Graphs(definitions)
}

// mark notes which of the handoffs that a host shows lead to no agent of the repository, nor to one of VS Code's own.
func (a agentNames) mark(f *host.Loaded) {
	for i := range f.Handoffs {
		h := &f.Handoffs[i]
		h.Unresolved = h.Kept && h.Agent != "" && !workspace.BuiltIn(h.Agent) && !workspace.HasAgent(a, h.Agent)
	}
}

// unresolved returns the agents that handoffs name and that the repository does not have.
func (f loadedFile) unresolved() (names []string) {
	for _, h := range f.Handoffs {
		if h.Unresolved {
			names = append(names, h.Agent)
		}
	}
	return names
}
