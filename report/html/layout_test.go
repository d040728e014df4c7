package html

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/workspace"
)

// graph returns the graph of handoffs written as "a>b a>c".
func graph(handoffs string) *workspace.Graph {
	byName := map[string]*workspace.Definition{}
	p := &workspace.Workspace{}
	define := func(name string) *workspace.Definition {
		if byName[name] == nil {
			byName[name] = &workspace.Definition{Path: ".github/agents/" + name + ".agent.md", Kind: kind.CustomAgent, Name: name}
			p.Definitions = append(p.Definitions, byName[name])
		}
		return byName[name]
	}
	for _, handoff := range strings.Fields(handoffs) {
		from, to, _ := strings.Cut(handoff, ">")
		d := define(from)
		if !strings.HasPrefix(to, "?") {
			define(to)
		}
		d.Handoffs = append(d.Handoffs, workspace.Handoff{Agent: to})
	}
	return p.Graphs()[0]
}

// Columns of agents from left to right; a dot is a bend.
func TestLayout(t *testing.T) {
	for handoffs, want := range map[string]string{
		"a>b b>c":             "a | b | c",
		"a>b a>c a>d":         "a | b c d",
		"a>c b>c":             "a b | c",
		"a>b b>c a>c":         "a | b . | c",
		"a>b b>a":             "a | b",
		"a>a":                 "a",
		"a>?gone b>?gone":     "a b | ?gone",
		"a>c b>d c>e d>e":     "a b | c d | e",
		"a>d b>c":             "a b | d c",
		"a>b b>c c>a c>d a>d": "a | b . | c . | d",
	} {
		var columns []string
		for _, column := range arrange(graph(handoffs)).columns {
			var names []string
			for _, n := range column {
				if n.bend {
					n.name = "."
				}
				names = append(names, n.name)
			}
			columns = append(columns, strings.Join(names, " "))
		}
		if diff := cmp.Diff(want, strings.Join(columns, " | ")); diff != "" {
			t.Errorf("%s: %s", handoffs, diff)
		}
	}
}

// Boxes stay inside the drawing and off each other.
func TestBoxesHaveRoom(t *testing.T) {
	var handoffs []string
	for i := range 40 {
		handoffs = append(handoffs, fmt.Sprintf("n%d>n%d n%d>n%d n%d>n0", i/3, i, i/2, i, i))
	}
	d := newDrawing(arrange(graph(strings.Join(handoffs, " "))))
	for i, a := range d.Boxes {
		if a.X < 0 || a.Y < 0 || a.X+boxWidth > d.Width || a.Y+boxHeight > d.Height {
			t.Errorf("%s is at %d,%d in a drawing of %d×%d", a.Name, a.X, a.Y, d.Width, d.Height)
		}
		for _, b := range d.Boxes[:i] {
			if abs(a.X-b.X) < boxWidth && abs(a.Y-b.Y) < boxHeight {
				t.Errorf("%s and %s overlap", a.Name, b.Name)
			}
		}
	}
}

func abs(n int) int { return max(n, -n) }
