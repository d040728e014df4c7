package program

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

// A reverse is the call graph turned round. Its nodes are the functions, by their number, and behind them the classes
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

func (p *Program) turnRound() reverse {
	classes := p.instantiated()
	n := len(p.functions) + len(classes.owners)
	pick := func(guarded bool, from func(node int32) int32) table {
		return newTable(n, func(yield func(of, item int32)) {
			p.arcs(classes, func(a arc) {
				if a.guarded == guarded {
					yield(a.to, from(a.from))
				}
			})
		})
	}
	return reverse{
		nodes: pick(false, func(node int32) int32 { return node }),
		only:  pick(true, func(node int32) int32 { return p.functions[node].module.ID }),
	}
}

// classNodes are the classes that the program instantiates.
type classNodes struct {
	ids    map[*facts.Class]int32
	owners []target // with class and owner, in the order of their numbers
}

func (p *Program) instantiated() classNodes {
	c := classNodes{ids: map[*facts.Class]int32{}}
	for _, fn := range p.functions {
		for i := range fn.targets {
			t := &fn.targets[i]
			if _, ok := c.ids[t.class]; t.class != nil && !ok {
				c.ids[t.class] = int32(len(p.functions) + len(c.owners))
				c.owners = append(c.owners, target{class: t.class, owner: t.owner})
			}
		}
	}
	return c
}

// arcs yields what [Program.follow] follows.
func (p *Program) arcs(classes classNodes, yield func(arc)) {
	for _, fn := range p.functions {
		for i := range fn.targets {
			t, guarded := &fn.targets[i], fn.Calls[i].Guarded
			for callee := range t.all() {
				yield(arc{fn.id, callee.id, guarded})
			}
			if t.class != nil {
				yield(arc{fn.id, classes.ids[t.class], guarded})
			}
		}
		for _, ref := range fn.refs {
			yield(arc{fn.id, ref.id, false})
		}
	}
	for _, t := range classes.owners {
		for _, method := range t.owner.methods(t.class) {
			yield(arc{classes.ids[t.class], method.id, false})
		}
	}
	for _, m := range p.order {
		for _, imported := range p.graph.Imported(m.Module) {
			yield(arc{m.body.id, p.order[imported.ID].body.id, false})
		}
	}
}

// scriptsTo returns, by number of module, which may come to one of the nodes when they are run as scripts, and how many
// steps it took to tell. No other does; those that do so by what is guarded may not come that far.
func (p *Program) scriptsTo(nodes []int32) (scripts []bool, steps int) {
	scripts = make([]bool, len(p.order))
	seen := make([]bool, max(0, len(p.back.nodes.first)-1))
	var queue []int32
	add := func(nodes []int32) {
		steps += len(nodes)
		for _, node := range nodes {
			if !seen[node] {
				seen[node] = true
				queue = append(queue, node)
			}
		}
	}
	for add(nodes); len(queue) > 0; {
		node := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		if int(node) < len(p.functions) && p.functions[node].root {
			scripts[p.functions[node].module.ID] = true
		}
		for _, m := range p.back.only.of(node) {
			scripts[m] = true
		}
		add(p.back.nodes.of(node))
	}
	return scripts, steps
}
