package link

import (
	"slices"

	"github.com/agentlint/agentlint/program/facts"
)

// A table lists numbers by number.
type table struct {
	first []int32 // where the list of each starts in items, and where the last one ends
	items []int32
}

// newTable returns what pairs yields for n numbers. It is called twice.
func newTable(n int, pairs func(yield func(of, item int32))) table {
	t := table{first: make([]int32, n+1)}
	pairs(func(of, _ int32) { t.first[of+1]++ })
	for i := range n {
		t.first[i+1] += t.first[i]
	}
	t.items = make([]int32, t.first[n])
	next := slices.Clone(t.first)
	pairs(func(of, item int32) {
		t.items[next[of]] = item
		next[of]++
	})
	return t
}

func (t table) of(i int32) []int32 { return t.items[t.first[i]:t.first[i+1]] }

// A reverse is the call graph turned round. Its nodes are the functions, by their number, and after them the classes
// that are instantiated, each of which leads to its methods.
type reverse struct {
	nodes table // those that lead to a node, by the node
	only  table // modules that lead to a node in nothing but what they do when they are the script, by the node
}

// An arc leads from one node of the call graph to another.
type arc struct {
	from, to int32
	guarded  bool // only if the module of from is the script
}

func (g *Graph) turnRound() reverse {
	classes := g.instantiated()
	n := len(g.Functions) + len(classes.owners)
	pick := func(guarded bool, from func(node int32) int32) table {
		return newTable(n, func(yield func(of, item int32)) {
			g.arcs(classes, func(a arc) {
				if a.guarded == guarded {
					yield(a.to, from(a.from))
				}
			})
		})
	}
	return reverse{
		nodes: pick(false, func(node int32) int32 { return node }),
		only:  pick(true, func(node int32) int32 { return g.Functions[node].Module.ID }),
	}
}

// classNodes are the classes that the program instantiates.
type classNodes struct {
	ids    map[*facts.Class]int32
	owners []Target // with class and owner, in the order of their numbers
}

func (g *Graph) instantiated() classNodes {
	c := classNodes{ids: map[*facts.Class]int32{}}
	for _, fn := range g.Functions {
		for i := range fn.Targets {
			t := &fn.Targets[i]
			if _, ok := c.ids[t.Class]; t.Class != nil && !ok {
				c.ids[t.Class] = int32(len(g.Functions) + len(c.owners))
				c.owners = append(c.owners, Target{Class: t.Class, Owner: t.Owner})
			}
		}
	}
	return c
}

// arcs yields what leads from one node to another.
func (g *Graph) arcs(classes classNodes, yield func(arc)) {
	for _, fn := range g.Functions {
		for i := range fn.Targets {
			t, guarded := &fn.Targets[i], fn.Calls[i].Guarded
			for callee := range t.all() {
				yield(arc{fn.ID, callee.ID, guarded})
			}
			if t.Class != nil {
				yield(arc{fn.ID, classes.ids[t.Class], guarded})
			}
		}
		for _, ref := range fn.refs {
			yield(arc{fn.ID, ref.ID, false})
		}
	}
	for _, t := range classes.owners {
		for _, method := range t.Owner.methods(t.Class) {
			yield(arc{classes.ids[t.Class], method.ID, false})
		}
	}
	for _, m := range g.Order {
		for _, imported := range g.imports.Imported(m.Module) {
			yield(arc{m.Body.ID, g.Order[imported.ID].Body.ID, false})
		}
	}
}

// ScriptsTo returns, by number of module, which may come to one of some functions, by their numbers, when they are run as scripts. No
// other does; those that do so by what is guarded may not come that far.
func (g *Graph) ScriptsTo(functions []int32) (scripts []bool) {
	scripts = make([]bool, len(g.Order))
	seen := make([]bool, max(0, len(g.back.nodes.first)-1))
	var queue []int32
	add := func(nodes []int32) {
		for _, node := range nodes {
			if !seen[node] {
				seen[node] = true
				queue = append(queue, node)
			}
		}
	}
	for add(functions); len(queue) > 0; {
		node := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if int(node) < len(g.Functions) && g.Functions[node].root {
			scripts[g.Functions[node].Module.ID] = true
		}
		for _, m := range g.back.only.of(node) {
			scripts[m] = true
		}
		add(g.back.nodes.of(node))
	}
	return scripts
}
