package workspace_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/workspace"
)

// define returns the facts of definitions, given as path and frontmatter by turns.
func define(t *testing.T, pairs ...string) []*workspace.Definition {
	t.Helper()
	var all []*workspace.Definition
	for i := 0; i < len(pairs); i += 2 {
		kind, ok := kind.Classify(pairs[i])
		if !ok {
			t.Fatalf("%s is no definition", pairs[i])
		}
		text := "---\n" + pairs[i+1] + "\n---\nbody\n"
		all = append(all, workspace.Define(agent.Parse(source.New(pairs[i], []byte(text)), kind)))
	}
	return all
}

func TestGraphs(t *testing.T) {
	graphs := workspace.Graphs(define(t,
		".claude/agents/deep/helper.md", "name: helper",
		".claude/agents/lead.md", "name: lead\nhandoffs: [{agent: Helper, label: x, prompt: y}]",
		".github/agents/a.agent.md", "name: Trainer\nhandoffs: [{agent: b, label: x, prompt: y}, {agent: nobody, label: x, prompt: y}, {target: Ask, label: x, prompt: y}]",
		".github/agents/b.agent.md", "name: Evaluator\nhandoffs: [{agent: Trainer, label: x, prompt: y, send: true}]",
		".github/prompts/p.prompt.md", "description: no agent",
	))
	var got []string
	for _, g := range graphs {
		for _, e := range g.Edges {
			to := "?"
			switch {
			case e.To != nil:
				to = e.To.Path
			case e.BuiltIn:
				to = "VS Code"
			}
			line := g.Dir + ": " + e.From.Name + " -> " + to
			if e.ByFile {
				line += " by file"
			}
			if e.Send {
				line += " sent"
			}
			got = append(got, line)
		}
	}
	want := []string{
		".claude/agents: lead -> .claude/agents/deep/helper.md",
		".github/agents: Trainer -> .github/agents/b.agent.md by file",
		".github/agents: Trainer -> ?",
		".github/agents: Trainer -> VS Code",
		".github/agents: Evaluator -> .github/agents/a.agent.md sent",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("edges (-want +got):\n%s", diff)
	}
}

func TestCycles(t *testing.T) {
	handoffs := func(names ...string) string {
		return "handoffs:\n" + strings.Join(names, "\n")
	}
	graph := workspace.Graphs(define(t,
		".github/agents/a.agent.md", handoffs("- {agent: b, send: true}", "- {agent: d, send: true}"),
		".github/agents/b.agent.md", handoffs("- {agent: c, send: true}"),
		".github/agents/c.agent.md", handoffs("- {agent: b, send: true}", "- {agent: a}"),
		".github/agents/d.agent.md", handoffs("- {agent: d, send: true}"),
	))[0]
	tests := map[string]struct {
		want   func(workspace.Edge) bool
		cycles []string
	}{
		"sent": {func(e workspace.Edge) bool { return e.Send }, []string{"b c", "d"}},
		"all":  {func(workspace.Edge) bool { return true }, []string{"b c", "a b c", "d"}},
	}
	for name, test := range tests {
		var got []string
		for _, cycle := range graph.Cycles(test.want) {
			var names []string
			for _, e := range cycle {
				names = append(names, e.From.Name)
			}
			got = append(got, strings.Join(names, " "))
		}
		if diff := cmp.Diff(test.cycles, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
