package agent_test

import (
	"testing"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

// A memory is the files of a repository, by path.
type memory map[string]string

func (m memory) Exists(name string) bool { _, ok := m[name]; return ok }

func (m memory) Read(name string) []byte {
	if text, ok := m[name]; ok {
		return []byte(text)
	}
	return nil
}

func TestClassifier(t *testing.T) {
	tree := memory{
		"/r/.claude/skills/mk/SKILL.md":            "",
		"/r/plugins/ml/.claude-plugin/plugin.json": `{"name": "ml", "agents": ["./extra/scorer.md", "./more"]}`,
		"/r/plugins/ml/skills/s/SKILL.md":          "",
		"/r/.claude-plugin/marketplace.json":       `{"plugins": [{"name": "ops", "source": "./ops", "commands": "./run"}]}`,
	}
	tests := map[string]agent.Kind{
		"/r/.claude/skills/mk/SKILL.md":                          agent.Skill,
		"/r/.claude/skills/mk/agents/scorer.md":                  agent.SkillText,
		"/r/.claude/skills/mk/references/agents/b.agent.md":      agent.SkillText,
		"/r/.claude/skills/mk/references/i.instructions.md":      agent.SkillText,
		"/r/.claude/skills/mk/assets/AGENTS.md":                  agent.SkillText,
		"/r/.claude/skills/mk/assets/agents/x.agent.template.md": agent.SkillText,
		"/r/.claude/skills/mk/train.py":                          "",
		"/r/plugins/ml/agents/deep/down/tuner.md":                agent.PluginAgent,
		"/r/plugins/ml/agents/README.md":                         "",
		"/r/plugins/ml/extra/scorer.md":                          agent.PluginAgent,
		"/r/plugins/ml/extra/other.md":                           "",
		"/r/plugins/ml/more/a/b.md":                              agent.PluginAgent,
		"/r/plugins/ml/commands/tune.md":                         agent.ClaudeCommand,
		"/r/plugins/ml/skills/s/agents/a.md":                     agent.SkillText,
		"/r/ops/run/deploy.md":                                   agent.ClaudeCommand,
		"/r/ops/agents/x/y.md":                                   agent.PluginAgent,
		"/r/elsewhere/commands/x.md":                             "",
		"/r/elsewhere/agents/x.md":                               agent.Candidate,
		"/r/.junie/agents/x.md":                                  "",
	}
	c := agent.NewClassifier(tree, "/r")
	for path, want := range tests {
		if got, ok := c.Classify(path); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", path, got, ok, want)
		}
	}
}

// A repository that is a skill as a whole keeps the folders of hosts.
func TestRepositoryIsSkill(t *testing.T) {
	c := agent.NewClassifier(memory{"/r/SKILL.md": ""}, "/r")
	tests := map[string]agent.Kind{
		"/r/SKILL.md": agent.Skill, "/r/.github/agents/a.md": agent.CustomAgent, "/r/AGENTS.md": agent.AgentsMD,
		"/r/agents/a.md": agent.SkillText, "/r/references/.github/agents/a.md": agent.SkillText,
	}
	for path, want := range tests {
		if got, _ := c.Classify(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestSniff(t *testing.T) {
	tests := map[string]agent.Kind{
		"---\nname: a\ndescription: b\n---\n":                  agent.ClaudeAgent,
		"---\nname: a\ndescription: b\nhandoffs: []\n---\n":    agent.CustomAgent,
		"---\nname: a\ndescription: b: c\nmax_turns: 3\n---\n": agent.GeminiAgent,
		"---\ndescription: b\nglobs: '*.py'\n---\n":            agent.CursorRule,
		"---\napplyTo: '*.py'\n---\n":                          agent.Instructions,
	}
	for text, want := range tests {
		if got, ok := agent.Sniff([]byte(text)); got != want || !ok {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "# Notes\n", "---\ntitle: a\ndescription: b\n---\n", "---\nname: a\ndescription: b\n"} {
		if got, ok := agent.Sniff([]byte(text)); ok {
			t.Errorf("%q is a %s", text, got)
		}
	}
}

// Each place has a source and the day it was read, and either a kind and known hosts or a better place.
func TestPlaces(t *testing.T) {
	for _, p := range agent.Places() {
		if p.Source == "" || p.Checked == "" || (p.Kind == "") == (p.Instead == "") || p.Kind != "" && p.Found == "" || p.Kind == "" && p.Looks == "" {
			t.Errorf("%s: it is incomplete: %+v", p.Path, *p)
		}
		for _, name := range p.Hosts {
			if h := host.ByName(name); h == nil || h.Schema(p.Kind) == nil {
				t.Errorf("%s: %s does not read %s", p.Path, name, p.Kind)
			}
		}
	}
}
