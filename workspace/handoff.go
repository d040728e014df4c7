package workspace

import (
	"path"
	"slices"
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A Graph is the agents of one agents folder with the handoffs between them.
type Graph struct {
	Dir    string        // the folder: .github/agents
	Agents []*Definition // by path
	Edges  []Edge        // by path of From, then in order

	names, files map[string]*Definition // the first agents of these names, and with files of these names, both folded
}

// An Edge is a handoff of one agent to another.
type Edge struct {
	*Handoff
	From    *Definition
	To      *Definition // nil if no agent of the folder is meant
	ByFile  bool        // only the name of To's file matches, not the name that VS Code shows
	BuiltIn bool        // an agent that VS Code itself brings is meant
}

// builtIn are the agents that VS Code itself brings, in lower case.
// Source: https://code.visualstudio.com/docs/copilot/agents/local-agents
var builtIn = []string{"agent", "ask", "edit", "plan"}

// BuiltIn reports whether a handoff by that name goes to an agent that VS Code itself brings.
func BuiltIn(name string) bool { return slices.Contains(builtIn, strings.ToLower(name)) }

// Graphs returns the graph of each agents folder, by path. Templates of agents are agents here.
func (w *Workspace) Graphs() []*Graph { return Graphs(w.Definitions) }

// Graphs returns the graph of each agents folder that definitions lie in, by path.
func Graphs(definitions []*Definition) []*Graph {
	var graphs []*Graph
	byDir := map[string]*Graph{}
	for _, d := range definitions {
		if !d.IsAgent() && d.Kind != kind.Template {
			continue
		}
		g := byDir[d.Folder()]
		if g == nil {
			g = &Graph{Dir: d.Folder()}
			byDir[g.Dir] = g
			graphs = append(graphs, g)
		}
		g.Agents = append(g.Agents, d)
	}
	slices.SortFunc(graphs, func(a, b *Graph) int { return strings.Compare(a.Dir, b.Dir) })
	for _, g := range graphs {
		g.connect()
	}
	return graphs
}

// IsAgent reports whether some host offers the definition as an agent.
func (d *Definition) IsAgent() bool { return d.Kind.IsAgent() }

// Folder returns the agents folder that the definition is in, perhaps some levels down, or just its folder.
func (d *Definition) Folder() string {
	for dir := path.Dir(d.Path); dir != "." && dir != "/"; dir = path.Dir(dir) {
		if base := path.Base(dir); base == "agents" || base == "agent" {
			return dir
		}
	}
	return path.Dir(d.Path)
}

func (g *Graph) connect() {
	g.names, g.files = map[string]*Definition{}, map[string]*Definition{}
	for _, d := range slices.Backward(g.Agents) {
		g.names[fold(d.Name)], g.files[fold(agent.Stem(d.Path))] = d, d
	}
	for _, from := range g.Agents {
		for i := range from.Handoffs {
			e := Edge{Handoff: &from.Handoffs[i], From: from}
			e.To, e.ByFile = g.Find(e.Agent)
			e.BuiltIn = e.To == nil && BuiltIn(e.Agent)
			g.Edges = append(g.Edges, e)
		}
	}
}

// HasAgent reports whether one of some graphs has an agent that a handoff means by a name.
func HasAgent(graphs []*Graph, name string) bool {
	return slices.ContainsFunc(graphs, func(g *Graph) bool {
		d, _ := g.Find(name)
		return d != nil
	})
}

// Find returns the agent that a handoff means: the one of that name, or else the one whose file has that name. Upper and
// lower case do not count. It is nil if there is none.
func (g *Graph) Find(name string) (d *Definition, byFile bool) {
	if d := g.names[fold(name)]; d != nil {
		return d, false
	}
	d = g.files[fold(name)]
	return d, d != nil
}

// fold returns the same text for texts that differ in upper and lower case only, as strings.EqualFold has it.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		least := r
		for f := unicode.SimpleFold(r); f != r; f = unicode.SimpleFold(f) {
			least = min(least, f)
		}
		return least
	}, text)
}

// Cycles returns the cycles along the edges that want holds for, each once, starting at its first agent by path.
// Of the cycles that share an edge with a cycle found before, some may be left out, and so are those beyond maxCycled edges in all.
func (g *Graph) Cycles(want func(Edge) bool) [][]Edge {
	s := search{out: map[*Definition][]Edge{}, state: map[*Definition]int{}}
	for _, e := range g.Edges {
		if e.To != nil && want(e) {
			s.out[e.From] = append(s.out[e.From], e)
		}
	}
	for _, d := range g.Agents {
		s.visit(d)
	}
	return s.cycles
}

// A search walks a graph depth first.
type search struct {
	out    map[*Definition][]Edge
	state  map[*Definition]int
	trail  []Edge
	cycles [][]Edge
	cycled int // edges of cycles
}

// maxCycled is how many edges the cycles of a graph have that are told. Each handoff back to the start makes one of all.
const maxCycled = 100_000

const (
	onTrail = iota + 1
	done
)

func (s *search) visit(d *Definition) {
	if s.state[d] != 0 {
		return
	}
	s.state[d] = onTrail
	for _, e := range s.out[d] {
		s.trail = append(s.trail, e)
		if s.state[e.To] == onTrail {
			start := slices.IndexFunc(s.trail, func(t Edge) bool { return t.From == e.To })
			if s.cycled += len(s.trail) - start; s.cycled <= maxCycled {
				s.cycles = append(s.cycles, slices.Clone(s.trail[start:]))
			}
		}
		s.visit(e.To)
		s.trail = s.trail[:len(s.trail)-1]
	}
	s.state[d] = done
}
