package kind_test

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// A memory is the files of a repository, by path.
type memory map[string]string

func (m memory) Exists(name string) bool {
	for file := range m {
		if file == name || strings.HasPrefix(file, name+"/") {
			return true
		}
	}
	return false
}

func (m memory) Read(name string) []byte {
	if text, ok := m[name]; ok {
		return []byte(text)
	}
	return nil
}

func TestClassify(t *testing.T) {
	tests := map[string]kind.Kind{
		".github/agents/tuner.md":                 kind.CustomAgent,
		"sub/.github/agents/tuner.md":             kind.CustomAgent,
		"anywhere/tuner.agent.md":                 kind.CustomAgent,
		".claude/agents/ml/tuner.md":              kind.ClaudeAgent,
		"plugins/ml/agents/tuner.md":              kind.Candidate,
		"agents/tuner.md":                         kind.Candidate,
		".qwen/agents/tuner.md":                   kind.QwenAgent,
		".junie/agents/tuner.md":                  kind.JunieAgent,
		".other/agents/tuner.md":                  kind.Foreign,
		".tool/notes/tuner.md":                    "",
		".clinerules/style.md":                    kind.ClineRule,
		".roo/rules-code/style.md":                kind.RooRule,
		".agents/rules/style.md":                  kind.AntigravityRule,
		".cursor/rules/style.md":                  kind.Unread,
		"pkg/AGENTS.override.md":                  kind.AgentsMD,
		".gemini/agents/tuner.md":                 kind.GeminiAgent,
		".kiro/agents/tuner.md":                   kind.KiroAgent,
		".claude/commands/ml/tune.md":             kind.ClaudeCommand,
		".claude/agent/tuner.md":                  kind.Unread,
		".claude/skills/tuner.md":                 kind.Unread,
		"docs/page.md":                            "",
		".github/agents/tuner.txt":                kind.Unread,
		"tests/fixtures/tuner.agent.md":           kind.Foreign,
		"tests/fixtures/tune/SKILL.md":            kind.Foreign,
		"docs/ja/skills/tune/SKILL.md":            kind.Foreign,
		"docs/.claude/skills/tune/SKILL.md":       kind.Skill,
		"tests/fixtures/.github/agents/tuner.md":  kind.CustomAgent,
		".opencode/agent/tuner.md":                kind.OpenCodeAgent,
		".cursor/agents/tuner.md":                 kind.CursorAgent,
		".cursor/rules/style.mdc":                 kind.CursorRule,
		".github/chatmodes/plan.chatmode.md":      kind.ChatMode,
		".github/prompts/plan.prompt.md":          kind.Prompt,
		".github/instructions/py.instructions.md": kind.Instructions,
		"sub/.github/copilot-instructions.md":     kind.CopilotInstructions,
		"skills/tune/SKILL.md":                    kind.Skill,
		"pkg/AGENTS.md":                           kind.AgentsMD,
		"CLAUDE.md":                               kind.ClaudeMD,
		".claude/rules/style.md":                  kind.ClaudeRule,
		"agent-templates/tuner.md":                kind.Template,
		"x/templates/tuner.agent.md":              kind.Template,
		".github/agents/README.md":                "",
		"agents/Readme.md":                        "",
		"docs/agents/overview.md":                 kind.Foreign,
		"templates/page.md":                       kind.Foreign,
		"agents/tuner.py":                         "",
		"notes.md":                                kind.Foreign,
	}
	for path, want := range tests {
		if got, ok := kind.Classify(path); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", path, got, ok, want)
		}
	}
}

func TestClassifier(t *testing.T) {
	tree := memory{
		"/r/.claude/skills/mk/SKILL.md":            "",
		"/r/.claude/skill/tune/SKILL.md":           "---\nname: tune\n---\n",
		"/r/web/coach/SKILL.md":                    "# Coach\n",
		"/r/web/tuner/SKILL.md":                    "---\nname: tuner\n---\n",
		"/r/plugins/ml/.claude-plugin/plugin.json": `{"name": "ml", "agents": ["./extra/scorer.md", "./more"]}`,
		"/r/plugins/ml/skills/s/SKILL.md":          "",
		"/r/.claude-plugin/marketplace.json":       `{"plugins": [{"name": "ops", "source": "./ops", "commands": "./run"}]}`,
	}
	tests := map[string]kind.Kind{
		"/r/.claude/skills/mk/SKILL.md":                          kind.Skill,
		"/r/web/coach/SKILL.md":                                  "",
		"/r/web/coach/references/agents/a.md":                    kind.Candidate,
		"/r/web/tuner/SKILL.md":                                  kind.Skill,
		"/r/.claude/skills/mk/agents/scorer.md":                  kind.SkillText,
		"/r/.claude/skills/mk/references/agents/b.agent.md":      kind.SkillText,
		"/r/.claude/skills/mk/references/i.instructions.md":      kind.SkillText,
		"/r/.claude/skills/mk/assets/AGENTS.md":                  kind.SkillText,
		"/r/.claude/skills/mk/assets/agents/x.agent.template.md": kind.SkillText,
		"/r/.claude/skills/mk/train.py":                          "",
		"/r/plugins/ml/agents/deep/down/tuner.md":                kind.PluginAgent,
		"/r/plugins/ml/agents/README.md":                         "",
		"/r/plugins/ml/extra/scorer.md":                          kind.PluginAgent,
		"/r/plugins/ml/extra/other.md":                           kind.Foreign,
		"/r/plugins/ml/more/a/b.md":                              kind.PluginAgent,
		"/r/plugins/ml/commands/tune.md":                         kind.ClaudeCommand,
		"/r/plugins/ml/skills/s/agents/a.md":                     kind.SkillText,
		"/r/ops/run/deploy.md":                                   kind.ClaudeCommand,
		"/r/ops/agents/x/y.md":                                   kind.PluginAgent,
		"/r/elsewhere/commands/x.md":                             kind.Foreign,
		"/r/elsewhere/agents/x.md":                               kind.Candidate,
		"/r/.other/agents/x.md":                                  kind.Foreign,
		"/r/.claude/skill/tune/SKILL.md":                         kind.Unread,
	}
	c := kind.NewClassifier(tree, "/r")
	for path, want := range tests {
		if got, ok := c.Classify(path); got != want || ok != (want != "") {
			t.Errorf("%s: got %q, %v, want %q", path, got, ok, want)
		}
	}
}

// A repository that is a skill as a whole keeps the folders of hosts.
func TestRepositoryIsSkill(t *testing.T) {
	c := kind.NewClassifier(memory{"/r/SKILL.md": ""}, "/r")
	tests := map[string]kind.Kind{
		"/r/SKILL.md": kind.Skill, "/r/.github/agents/a.md": kind.CustomAgent, "/r/AGENTS.md": kind.AgentsMD,
		"/r/agents/a.md": kind.SkillText, "/r/references/.github/agents/a.md": kind.SkillText,
	}
	for path, want := range tests {
		if got, _ := c.Classify(path); got != want {
			t.Errorf("%s: got %q, want %q", path, got, want)
		}
	}
}

func TestSniff(t *testing.T) {
	tests := map[string]kind.Kind{
		"---\nname: a\ndescription: b\n---\n":                  kind.ClaudeAgent,
		"---\nname: a\ndescription: b\nhandoffs: []\n---\n":    kind.CustomAgent,
		"---\nname: a\ndescription: b: c\nmax_turns: 3\n---\n": kind.GeminiAgent,
		"---\ndescription: b\nglobs: '*.py'\n---\n":            kind.CursorRule,
		"---\napplyTo: '*.py'\n---\n":                          kind.Instructions,
	}
	for text, want := range tests {
		if got, ok := kind.Sniff([]byte(text)); got != want || !ok {
			t.Errorf("%q: got %q, %v, want %q", text, got, ok, want)
		}
	}
	for _, text := range []string{"", "# Notes\n", "---\ntitle: a\ndescription: b\n---\n", "---\nname: a\ndescription: b\n"} {
		if got, ok := kind.Sniff([]byte(text)); ok {
			t.Errorf("%q is a %s", text, got)
		}
	}
}

// Each place has a source and the day it was read, and either a kind and known hosts or a better place.
func TestPlaces(t *testing.T) {
	for _, p := range kind.Places() {
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
