package html

import (
	"cmp"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/workspace"
)

// Sizes of a drawing, in CSS pixels.
const (
	boxWidth, boxHeight = 136, 36
	columnGap, rowGap   = 44, 20
	drawingMargin       = 14
)

// A layout is a handoff graph put into columns: a handoff leads to the right, unless it closes a cycle.
type layout struct {
	nodes   []*node
	byName  map[any]*node // by definition, or by name of what is none
	routes  []route
	columns [][]*node
}

// A node is an agent, or a bend in a handoff that passes a column.
type node struct {
	name          string
	known         bool // an agent of the folder
	builtIn, bend bool
	column        int
	x, y          int // of its left upper corner
	out           []*node
}

// A route is the way of a handoff: its ends, with the bends between them.
type route struct {
	edge  workspace.Edge
	nodes []*node
}

// leadsBack reports whether the route closes a cycle.
func (r route) leadsBack() bool { return r.nodes[len(r.nodes)-1].column <= r.nodes[0].column }

// arrange lays out the agents of a graph that have handoffs to do with.
func arrange(g *workspace.Graph) *layout {
	l := &layout{byName: map[any]*node{}}
	for _, e := range g.Edges {
		from, to := l.node(e.From, e.From.Name, e), l.node(e.To, e.Agent, e)
		l.routes = append(l.routes, route{e, []*node{from, to}})
	}
	l.rank()
	l.bend()
	l.order()
	l.place()
	return l
}

// node returns the node of an agent, which it adds if there is none yet.
func (l *layout) node(d *workspace.Definition, name string, e workspace.Edge) *node {
	var key any = d
	if d == nil {
		key = strings.ToLower(name)
	}
	if l.byName[key] == nil {
		n := &node{name: name, known: d != nil, builtIn: d == nil && e.BuiltIn}
		l.byName[key] = n
		l.nodes = append(l.nodes, n)
	}
	return l.byName[key]
}

// rank puts each node into the column after the last of those that lead to it, cycles aside.
func (l *layout) rank() {
	targets := map[*node][]*node{}
	for _, r := range l.routes {
		targets[r.nodes[0]] = append(targets[r.nodes[0]], r.nodes[1])
	}
	var sorted []*node // what is done first comes last
	const onTrail, done = 1, 2
	state := map[*node]int{}
	var visit func(*node)
	visit = func(n *node) {
		state[n] = onTrail
		for _, to := range targets[n] {
			if state[to] == 0 {
				visit(to)
			}
			if state[to] == done {
				n.out = append(n.out, to)
			}
		}
		state[n] = done
		sorted = append(sorted, n)
	}
	for _, n := range l.nodes {
		if state[n] == 0 {
			visit(n)
		}
	}
	for _, n := range slices.Backward(sorted) {
		for _, to := range n.out {
			to.column = max(to.column, n.column+1)
		}
	}
}

// bend gives each handoff that leads over columns a bend in each of them.
func (l *layout) bend() {
	for i := range l.routes {
		r := &l.routes[i]
		from, to := r.nodes[0], r.nodes[1]
		if to.column <= from.column+1 {
			continue
		}
		way := []*node{from}
		for column := from.column + 1; column < to.column; column++ {
			n := &node{bend: true, column: column}
			way[len(way)-1].out = append(way[len(way)-1].out, n)
			way = append(way, n)
			l.nodes = append(l.nodes, n)
		}
		way[len(way)-1].out = append(way[len(way)-1].out, to)
		r.nodes = append(way, to)
	}
}

// order sorts each column by where the handoffs to its nodes come from, so that few of them cross.
func (l *layout) order() {
	for _, n := range l.nodes {
		for len(l.columns) <= n.column {
			l.columns = append(l.columns, nil)
		}
		l.columns[n.column] = append(l.columns[n.column], n)
	}
	sum, count := map[*node]int{}, map[*node]int{}
	for _, column := range l.columns {
		slices.SortStableFunc(column, func(a, b *node) int {
			return cmp.Compare(sum[a]*max(1, count[b]), sum[b]*max(1, count[a]))
		})
		for row, n := range column {
			for _, to := range n.out {
				sum[to] += row
				count[to]++
			}
		}
	}
}

// place gives each node its coordinates; columns are centred.
func (l *layout) place() {
	rows := l.rows()
	for i, column := range l.columns {
		top := drawingMargin + (rows-len(column))*(boxHeight+rowGap)/2
		for row, n := range column {
			n.x = drawingMargin + i*(boxWidth+columnGap)
			n.y = top + row*(boxHeight+rowGap)
		}
	}
}

func (l *layout) width() int {
	return 2*drawingMargin + len(l.columns)*(boxWidth+columnGap) - columnGap
}

// rows returns how many nodes the longest column has.
func (l *layout) rows() int {
	rows := 0
	for _, column := range l.columns {
		rows = max(rows, len(column))
	}
	return rows
}

// height has room below the boxes if a handoff leads back.
func (l *layout) height() int {
	height := 2*drawingMargin + l.rows()*(boxHeight+rowGap) - rowGap
	if slices.ContainsFunc(l.routes, route.leadsBack) {
		height += 2 * rowGap
	}
	return height
}
