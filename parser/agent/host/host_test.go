package host_test

import (
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func TestEveryFactIsSourcedAndSound(t *testing.T) {
	known := []agent.Type{agent.Null, agent.Bool, agent.Int, agent.Float, agent.String, agent.List, agent.Map}
	for _, h := range host.All() {
		for _, s := range h.Schemas {
			if len(s.Kinds) == 0 || s.Host != h || s.Identity == "" || s.Unknown == "" || s.Keys == nil {
				t.Errorf("%s: schema of %v is incomplete", h.Name, s.Kinds)
			}
			for fault, fate := range s.Faults {
				u, err := url.Parse(fate.Source)
				if _, date := time.Parse(time.DateOnly, fate.Checked); err != nil || u.Scheme != "https" || date != nil {
					t.Errorf("%s: %s: source %q, checked %q", h.Name, fault, fate.Source, fate.Checked)
				}
			}
			for _, keys := range []map[string]host.Key{s.Keys, s.Handoffs} {
				for name, key := range keys {
					where := h.Name + ": " + name
					if len(key.Types) == 0 {
						t.Errorf("%s: no types", where)
					}
					for _, typ := range slices.Concat(key.Types, key.Items) {
						if !slices.Contains(known, typ) {
							t.Errorf("%s: no type %q", where, typ)
						}
					}
					if _, err := regexp.Compile(key.Pattern.String()); err != nil {
						t.Errorf("%s: %v", where, err)
					}
					if u, err := url.Parse(key.Source); err != nil || u.Scheme != "https" {
						t.Errorf("%s: source %q", where, key.Source)
					}
					if _, err := time.Parse(time.DateOnly, key.Checked); err != nil {
						t.Errorf("%s: %v", where, err)
					}
				}
			}
		}
	}
}

func TestFor(t *testing.T) {
	tests := map[kind.Kind][]string{
		kind.CustomAgent:   {"copilot-cli", "github", "vscode"},
		kind.ClaudeAgent:   {"claude", "copilot-cli", "vscode"},
		kind.OpenCodeAgent: {"opencode"},
		kind.Skill:         {"agentskills", "claude", "codex", "copilot-cli", "cursor", "gemini", "github", "opencode", "vscode"},
		kind.CursorRule:    {"cursor"},
		kind.Template:      nil,
	}
	for kind, want := range tests {
		var got []string
		for _, s := range host.For(kind) {
			got = append(got, s.Host.Name)
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", kind, diff)
		}
	}
}

func TestFactsThatRulesRestOn(t *testing.T) {
	vscode := host.ByName("vscode").Schema(kind.CustomAgent)
	if key := vscode.Handoffs["agent"]; !key.Required {
		t.Error("VS Code needs agent in a handoff")
	}
	if _, ok := vscode.Handoffs["target"]; ok {
		t.Error("VS Code knows no target in a handoff")
	}
	if github := host.ByName("github").Schema(kind.CustomAgent); github.Limits.BodyChars != 30000 || !github.Keys["handoffs"].Ignored {
		t.Errorf("github: %+v", github)
	}
	claude := host.ByName("claude").Schema(kind.ClaudeAgent)
	for _, typ := range []agent.Type{agent.String, agent.List} {
		if !claude.Keys["tools"].Accepts(typ) {
			t.Errorf("Claude Code takes tools as a %s", typ)
		}
	}
	if temperature := host.ByName("opencode").Schema(kind.OpenCodeAgent).Keys["temperature"]; !temperature.Accepts(agent.Int) {
		t.Error("a whole number is a temperature")
	}
	if host.ByName("nothing") != nil || host.ByName("cursor").Schema(kind.Prompt) != nil {
		t.Error("an unknown host or schema is not nil")
	}
	for _, h := range host.All() {
		for _, s := range h.Schemas {
			if _, ok := s.Keys["triggers"]; ok {
				t.Errorf("%s knows triggers", h.Name)
			}
		}
	}
}

func TestReading(t *testing.T) {
	for frontmatter, want := range map[string]string{
		"name: x":                  "copilot-cli github vscode",
		"target: vscode":           "vscode",
		"target: github-copilot":   "copilot-cli github",
		"target: somewhere":        "copilot-cli github vscode",
		"target: [vscode, github]": "copilot-cli github vscode",
	} {
		src := source.New("x.agent.md", []byte("---\n"+frontmatter+"\n---\n"))
		var got []string
		for _, s := range host.Reading(agent.Parse(src, kind.CustomAgent)) {
			got = append(got, s.Host.Name)
		}
		if got := strings.Join(got, " "); got != want {
			t.Errorf("%s: got %s, want %s", frontmatter, got, want)
		}
	}
}

func TestFilesHaveTheNamesOfTheirHosts(t *testing.T) {
	var names []string
	for _, h := range host.All() {
		names = append(names, h.Name)
	}
	if diff := cmp.Diff(names, host.BuiltIn()); diff != "" {
		t.Errorf("hosts, and what BuiltIn says (-hosts +BuiltIn):\n%s", diff)
	}
}
