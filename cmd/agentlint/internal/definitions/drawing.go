package definitions

import (
	"fmt"
	"io"
	"strings"

	"github.com/agentlint/agentlint/workspace"
)

// A drawing numbers what it draws.
type drawing struct {
	w       io.Writer
	ids     map[*workspace.Definition]string
	missing map[string]string // ids of agents that are not in the folder, by folder and name
	err     error
}

func newDrawing(w io.Writer) *drawing {
	return &drawing{w: w, ids: map[*workspace.Definition]string{}, missing: map[string]string{}}
}

func (d *drawing) printf(format string, args ...any) {
	if d.err == nil {
		_, d.err = fmt.Fprintf(d.w, format, args...)
	}
}

// id returns the agent's id in the drawing.
func (d *drawing) id(agent *workspace.Definition) string {
	if d.ids[agent] == "" {
		d.ids[agent] = fmt.Sprintf("agent%d", len(d.ids)+1)
	}
	return d.ids[agent]
}

// target returns the id of what a handoff leads to; drawn is false for one that is not in the folder and not drawn yet.
func (d *drawing) target(g *workspace.Graph, e workspace.Edge) (id string, drawn bool) {
	if e.To != nil {
		return d.id(e.To), true
	}
	key := g.Dir + "\x00" + strings.ToLower(e.Agent)
	if id, drawn = d.missing[key]; !drawn {
		id = fmt.Sprintf("other%d", len(d.missing)+1)
		d.missing[key] = id
	}
	return id, drawn
}

// writeMermaid draws the graphs for https://mermaid.js.org/syntax/flowchart.html.
func writeMermaid(w io.Writer, graphs []*workspace.Graph) error {
	d := newDrawing(w)
	d.printf("flowchart LR\n")
	for i, g := range graphs {
		d.printf("  subgraph folder%d [%s]\n", i+1, mermaidText(g.Dir))
		for _, a := range g.Agents {
			d.printf("    %s[%s]\n", d.id(a), mermaidText(a.Name))
		}
		for _, e := range g.Edges {
			to, drawn := d.target(g, e)
			if !drawn {
				d.printf("    %s([%s])\n", to, mermaidText(e.Agent))
			}
			d.printf("    %s %s%s %s\n", d.id(e.From), mermaidArrow(e), mermaidLabel(e.Label), to)
		}
		d.printf("  end\n")
	}
	return d.err
}

func mermaidArrow(e workspace.Edge) string {
	switch {
	case e.To == nil && !e.BuiltIn:
		return "-.->"
	case e.Send:
		return "==>"
	}
	return "-->"
}

func mermaidLabel(label string) string {
	if label == "" {
		return ""
	}
	return "|" + mermaidText(label) + "|"
}

var mermaidEscapes = strings.NewReplacer("#", "#35;", `"`, "#quot;", "<", "#lt;", ">", "#gt;", "\n", " ")

func mermaidText(text string) string { return `"` + mermaidEscapes.Replace(text) + `"` }

// writeDot draws the graphs for https://graphviz.org/doc/info/lang.html.
func writeDot(w io.Writer, graphs []*workspace.Graph) error {
	d := newDrawing(w)
	d.printf("digraph agents {\n  rankdir=LR\n  node [shape=box]\n")
	for i, g := range graphs {
		d.printf("  subgraph cluster%d {\n    label=%s\n", i+1, dotText(g.Dir))
		for _, a := range g.Agents {
			d.printf("    %s [label=%s]\n", d.id(a), dotText(a.Name))
		}
		for _, e := range g.Edges {
			to, drawn := d.target(g, e)
			if !drawn {
				d.printf("    %s [label=%s, style=rounded]\n", to, dotText(e.Agent))
			}
			d.printf("    %s -> %s [label=%s%s]\n", d.id(e.From), to, dotText(e.Label), dotStyle(e))
		}
		d.printf("  }\n")
	}
	d.printf("}\n")
	return d.err
}

func dotStyle(e workspace.Edge) string {
	switch {
	case e.To == nil && !e.BuiltIn:
		return ", style=dashed"
	case e.Send:
		return ", style=bold"
	}
	return ""
}

var dotEscapes = strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ")

func dotText(text string) string { return `"` + dotEscapes.Replace(text) + `"` }
