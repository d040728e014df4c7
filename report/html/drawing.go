package html

import (
	"fmt"
	"strings"

	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/workspace"
)

// boxColumns is how much of a name a box has room for, in terminal columns.
const boxColumns = 16

// An htmlDrawing is a handoff graph as SVG.
type htmlDrawing struct {
	ID, Dir       string
	Width, Height int
	BoxWidth      int
	BoxHeight     int
	Boxes         []htmlBox
	Arrows        []htmlArrow
}

type htmlBox struct {
	Name, Short, Kind  string
	X, Y, TextX, TextY int
}

type htmlArrow struct {
	Path, Kind string
	Title      string // the handoff in words
}

// drawings draws the graphs in which there are handoffs.
func drawings(graphs []*workspace.Graph) []htmlDrawing {
	var all []htmlDrawing
	for _, g := range graphs {
		if len(g.Edges) > 0 {
			d := newDrawing(arrange(g))
			d.ID, d.Dir = fmt.Sprintf("graph%d", len(all)+1), inert.Text(g.Dir)
			all = append(all, d)
		}
	}
	return all
}

func newDrawing(l *layout) htmlDrawing {
	d := htmlDrawing{Width: l.width(), Height: l.height(), BoxWidth: boxWidth, BoxHeight: boxHeight}
	for _, n := range l.nodes {
		if !n.bend {
			name := inert.Text(n.name)
			d.Boxes = append(d.Boxes, htmlBox{
				Name: name, Short: report.Columns.Truncate(name, boxColumns, "…"), Kind: boxKind(n),
				X: n.x, Y: n.y, TextX: n.x + boxWidth/2, TextY: n.y + boxHeight/2,
			})
		}
	}
	for _, r := range l.routes {
		d.Arrows = append(d.Arrows, htmlArrow{Path: arrowPath(r), Kind: arrowKind(r.edge), Title: inWords(r.edge)})
	}
	return d
}

func boxKind(n *node) string {
	switch {
	case n.known:
		return "agent"
	case n.builtIn:
		return "builtin"
	}
	return "missing"
}

func arrowKind(e workspace.Edge) string {
	switch {
	case e.To == nil && !e.BuiltIn:
		return "missing"
	case e.Send:
		return "send"
	}
	return "handoff"
}

// inWords says what a handoff does: lead to helper: "Ask for help", sent at once.
func inWords(e workspace.Edge) string {
	text := e.From.Name + " to " + e.Agent
	if e.Label != "" {
		text += fmt.Sprintf(": %q", e.Label)
	}
	switch {
	case e.To == nil && e.BuiltIn:
		text += ", built into VS Code"
	case e.To == nil:
		text += ", which is not in this folder"
	}
	if e.Send {
		text += ", sent at once"
	}
	return inert.Text(text)
}

// arrowPath draws a route: from box to box through its bends, or below the boxes if it leads back.
func arrowPath(r route) string {
	from, to := r.nodes[0], r.nodes[len(r.nodes)-1]
	if r.leadsBack() {
		below := max(from.y, to.y) + boxHeight + rowGap + rowGap/2
		return fmt.Sprintf("M%d %dC%d %d %d %d %d %d", from.x+boxWidth*2/3, from.y+boxHeight,
			from.x+boxWidth*2/3, below, to.x+boxWidth/3, below, to.x+boxWidth/3, to.y+boxHeight)
	}
	var b strings.Builder
	x, y := from.x+boxWidth, from.y+boxHeight/2
	fmt.Fprintf(&b, "M%d %d", x, y)
	for _, n := range r.nodes[1:] {
		middle, nextY := x+(n.x-x)/2, n.y+boxHeight/2
		fmt.Fprintf(&b, "C%d %d %d %d %d %d", middle, y, middle, nextY, n.x, nextY)
		x, y = n.x, nextY
		if n.bend {
			x += boxWidth
			fmt.Fprintf(&b, "L%d %d", x, y)
		}
	}
	return b.String()
}
