package host_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func load(t *testing.T, name, path, content string) *host.Loaded {
	t.Helper()
	kind, ok := kind.Classify(path)
	if !ok {
		t.Fatalf("%s is no definition", path)
	}
	return host.Load(host.ByName(name), agent.Parse(source.New(path, []byte(content)), kind))
}

const trainer = `---
name: Trainer
description: trains
tools: [read, edit]
triggers: [train.py exists]
handoffs:
  - {target: eval, label: Evaluate, prompt: go}
  - {agent: data, label: Data, prompt: ""}
---
Train.
`

func TestLoad(t *testing.T) {
	tests := map[string]struct {
		host, path string
		want       host.Loaded
	}{
		"VS Code drops a handoff without an agent": {"vscode", ".github/agents/ml.agent.md", host.Loaded{
			Host: "VS Code", Reads: true, TakesTools: true, TakesModel: true, Name: "Trainer", Description: "trains", Tools: []string{"read", "edit"}, BodyChars: 7,
			Keys: []host.LoadedKey{
				{Name: "name", Kept: true}, {Name: "description", Kept: true}, {Name: "tools", Kept: true},
				{Name: "triggers", Reason: "not known, ignored with a warning"}, {Name: "handoffs", Kept: true},
			},
			Handoffs: []host.LoadedHandoff{
				{Agent: "eval", Label: "Evaluate", Reason: `it needs "agent", and "target" is not a key it knows`},
				{Agent: "data", Label: "Data", Kept: true},
			},
		}},
		"GitHub names agents by their files and has no handoffs": {"github", ".github/agents/ml.agent.md", host.Loaded{
			Host: "GitHub cloud agent", Reads: true, TakesTools: true, TakesModel: true, Name: "ml", Description: "trains", Tools: []string{"read", "edit"},
			BodyChars: 7, BodyLimit: 30000,
			Keys: []host.LoadedKey{
				{Name: "name", Kept: true}, {Name: "description", Kept: true}, {Name: "tools", Kept: true},
				{Name: "triggers", Reason: "not known, ignored without a word"},
				{Name: "handoffs", Reason: "accepted, without effect: only VS Code shows handoffs"},
			},
			Handoffs: []host.LoadedHandoff{
				{Agent: "eval", Label: "Evaluate", Reason: "GitHub cloud agent has no handoffs"},
				{Agent: "data", Label: "Data", Reason: "GitHub cloud agent has no handoffs"},
			},
		}},
		"Claude Code does not look there": {"claude", ".github/agents/ml.agent.md", host.Loaded{
			Host: "Claude Code", Refusals: []string{"Claude Code does not read custom-agent files"}, BodyChars: 7,
		}},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			got := load(t, test.host, test.path, trainer)
			if diff := cmp.Diff(&test.want, got, cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestLoadRefuses(t *testing.T) {
	long := "---\nname: a\ndescription: b\n---\n" + strings.Repeat("é", 30001)
	tests := []struct{ host, path, content, want string }{
		{"claude", ".claude/agents/a.md", "---\nname: a\n---\n", `it needs the key "description"`},
		{"claude", ".claude/agents/a.md", "Just text.\n", `it needs the key "description"`},
		{"claude", ".claude/agents/a.md", "---\nname: a\ndescription: b\nmodel: claude-4-5-opus\n---\n", `it can't start the agent: model "claude-4-5-opus"`},
		{"claude", ".claude/agents/a.md", "---\nname: a\ndescription: b: c\n---\n", ""},
		{"claude", ".claude/agents/a.md", "---\nname: a\ndescription: b\n<example>\nuser: c\n---\n", "line 4: "},
		{"copilot-cli", ".github/agents/a.md", "---\nname: a\ndescription: b: c\n---\n", "line 3: "},
		{"github", ".github/agents/a.md", long, "the body is 1 characters over the limit"},
		{"github", ".github/agents/a.md", "---\ntarget: vscode\ndescription: b\n---\n", `its target is "vscode"`},
		{"agentskills", "a/SKILL.md", "---\nname: a\ndescription: b\ncolour: red\n---\n", `it forbids the key "colour"`},
		{"cursor", ".cursor/rules/a.mdc", "---\nglobs: *.py\n---\n", ""},
	}
	for _, test := range tests {
		got := strings.Join(load(t, test.host, test.path, test.content).Refusals, "; ")
		if !strings.HasPrefix(got, test.want) || test.want == "" && got != "" {
			t.Errorf("%s, %q: refused for %q, want %q…", test.host, test.content, got, test.want)
		}
	}
}

func TestLoadReadsToolsOfEveryShape(t *testing.T) {
	tests := []struct {
		host, path, tools string
		all               bool
		want              []string
	}{
		{"claude", ".claude/agents/a.md", "tools: Read, Agent(b, c)\n", false, []string{"Read", "Agent(b, c)"}},
		{"claude", ".claude/agents/a.md", "", true, nil},
		{"github", ".github/agents/a.md", "tools: []\n", false, nil},
		{"opencode", ".opencode/agents/a.md", "tools: {write: true, bash: false}\n", false, []string{"write"}},
	}
	for _, test := range tests {
		got := load(t, test.host, test.path, "---\nname: a\ndescription: b\n"+test.tools+"---\n")
		if diff := cmp.Diff(test.want, got.Tools, cmpopts.EquateEmpty()); diff != "" || got.AllTools != test.all {
			t.Errorf("%s: all %v (-want +got):\n%s", test.tools, got.AllTools, diff)
		}
	}
}
