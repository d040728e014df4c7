package mcp_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/source"
)

func TestClassify(t *testing.T) {
	for name, want := range map[string]string{
		".mcp.json":                   ".mcp.json",
		"plugins/x/.mcp.json":         ".mcp.json",
		".github/mcp.json":            ".github/mcp.json",
		".github/mcp-config.json":     ".github/mcp-config.json",
		"app/.vscode/mcp.json":        ".vscode/mcp.json",
		".cursor/mcp.json":            ".cursor/mcp.json",
		".roo/mcp.json":               ".roo/mcp.json",
		".kiro/settings/mcp.json":     ".kiro/settings/mcp.json",
		"opencode.jsonc":              "opencode.json",
		"mcp.json":                    "",
		".vscode/settings.json":       "",
		".github/agents/mcp.agent.md": "",
	} {
		got := ""
		if format := mcp.Classify(name); format != nil {
			got = format.Name
		}
		if got != want {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
}

// servers writes each server as name@key: words of its command.
func servers(f *mcp.File) string {
	var all []string
	for _, s := range f.Servers {
		var words []string
		for _, w := range s.Command {
			words = append(words, w.Text())
		}
		all = append(all, fmt.Sprintf("%s@%s:%s", s.Name, f.Text(s.Key), strings.Join(words, ",")))
	}
	return strings.Join(all, " ")
}

func TestServers(t *testing.T) {
	tests := []struct{ path, text, want string }{
		{".mcp.json", `{"mcpServers": {"a": {"command": "x", "args": ["y"]}, "b": {"url": "u"}}}`, `a@"a":x,y b@"b":`},
		{".mcp.json", `{"a": {"command": "x"}}`, ``}, // only a plugin may leave the wrapper out
		{".vscode/mcp.json", "{// c\n\"servers\": {\"a\": {\"command\": \"x\"},},}", `a@"a":x`},
		{".vscode/mcp.json", `{"mcpServers": {"a": {"command": "x"}}}`, `a@"a":x`},
		{".vscode/mcp.json", `{"other": {"a": {"command": "x"}}}`, ``},
		{"opencode.json", `{"mcp": {"a": {"type": "local", "command": ["x", "y"]}}}`, `a@"a":x,y`},
		{".mcp.json", `{"mcpServers": {"a": {"command": "x"`, `a@"a":x`},
		{".mcp.json", `{"mcpServers": [1, null], "servers": 2}`, ``},
		{".github/agents/a.agent.md", "---\nmcp-servers:\n  a:\n    command: x\n    args: [y]\n---\n", `a@a:x,y`},
		{".claude/agents/a.md", "---\nmcpServers:\n  - a\n  - b:\n      command: x\n---\n", `a@a: b@b:x`},
		{"AGENTS.md", "---\nmcpServers: {a: {command: x}}\n---\n", ``},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, servers(parse(test.path, test.text))); diff != "" {
			t.Errorf("%s: %s (-want +got):\n%s", test.path, test.text, diff)
		}
	}
}

func parse(path, text string) *mcp.File {
	src := source.New(path, []byte(text))
	if kind, ok := kind.Classify(path); ok {
		return mcp.OfDefinition(agent.Parse(src, kind))
	}
	return mcp.Parse(src, mcp.Classify(path))
}

func TestPackages(t *testing.T) {
	tests := []struct{ code, want string }{
		{"npx -y @a/b", "npm @a/b "},
		{"npx -y @a/b@1.2.3 --flag", "npm @a/b 1.2.3"},
		{"npx --package=@a/b c", "npm @a/b "},
		{"npx -p a b", "npm a "},
		{"/usr/bin/npx.cmd a@latest", "npm a latest"},
		{"cmd /c npx -y a", "npm a "},
		{"pnpm dlx a@2", "npm a 2"},
		{"bunx a", "npm a "},
		{"uvx a==1.0", "PyPI a 1.0"},
		{"uvx a@1.0", "PyPI a 1.0"},
		{"uvx --python 3.12 --from a[b]==1.0 c", "PyPI a 1.0"},
		{"uv tool run a", "PyPI a "},
		{"uv run a.py", ""},
		{"pipx run a", "PyPI a "},
		{"docker run -i --rm -e A=b -v /x:/y o/i:1.0", "Docker o/i 1.0"},
		{"docker run --pull=always localhost:5000/i", "Docker localhost:5000/i "},
		{"docker compose up", ""},
		{"npx", ""},
		{"npx -y", ""},
		{"npx ./a", ""},
		{"npx ${A}", ""},
		{"uvx --from git+https://x.org/y z", ""},
		{"@a/b", "npm @a/b "},
		{"a-b", ""},
	}
	for _, test := range tests {
		f := parse(".github/agents/a.agent.md", "`"+test.code+"`\n")
		got := ""
		for _, p := range f.Packages {
			got = fmt.Sprintf("%s %s %s", p.Registry, p.Name, p.Version)
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.code, got, test.want)
		}
	}
}

func TestMentions(t *testing.T) {
	f := parse(".github/agents/a.agent.md", strings.Join([]string{
		"See `.mcp.json`, add `./.vscode/mcp.json`, never `.github/mcp-config.json`.",
		"Configured in [it](.cursor/mcp.json), or ~/.cursor/mcp.json, or a/package.json.",
		"```", ".mcp.json", "```",
	}, "\n"))
	var got []string
	for _, m := range f.Mentions {
		got = append(got, fmt.Sprintf("%s %s %v %v %v", m.Path, f.Text(m.Range), m.Exists, m.Denied, m.Relative()))
	}
	want := []string{
		".mcp.json .mcp.json true true true",
		".vscode/mcp.json ./.vscode/mcp.json false true true",
		".github/mcp-config.json .github/mcp-config.json false true true",
		".cursor/mcp.json .cursor/mcp.json false false true",
		"~/.cursor/mcp.json ~/.cursor/mcp.json false false false",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestFacts holds the data to its shape: each entry has a source and the day it was checked.
func TestFacts(t *testing.T) {
	for _, name := range []string{"server-git", "server-postgres"} {
		known := mcp.Lookup(mcp.Package{Registry: mcp.NPM, Name: "@modelcontextprotocol/" + name})
		if known == nil || known.Source == "" {
			t.Errorf("%s: %+v", name, known)
			continue
		}
		if _, err := time.Parse(time.DateOnly, known.Checked); err != nil {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, path := range []string{".mcp.json", ".github/mcp-config.json", "opencode.json"} {
		format := mcp.Classify(path)
		if format.Source == "" || format.Key == "" || len(format.Hosts)+len(format.Instead) == 0 {
			t.Errorf("%s: %+v", path, format)
		}
		if _, err := time.Parse(time.DateOnly, format.Checked); err != nil {
			t.Errorf("%s: %v", path, err)
		}
	}
}

// FuzzParse asserts that every range lies in the text, whatever it is.
func FuzzParse(f *testing.F) {
	f.Add(`{"mcpServers": {"a": {"command": "npx", "args": ["-y", "@a/b@1"]}}, "inputs": [{"id": "x"}]}`)
	f.Add("---\nmcp-servers:\n  a: {command: [uvx, '--from=x', y]}\ntools: a/b, mcp__c__d\n---\nSee `.mcp.json`, `npx -y @a/b`.\n")
	f.Fuzz(func(t *testing.T, text string) {
		for _, path := range []string{".mcp.json", ".vscode/mcp.json", "opencode.json", ".github/agents/a.agent.md", ".claude/agents/a.md"} {
			file := parse(path, text)
			whole := config.Range{End: len(file.Source.Text)}
			ranges := []config.Range{}
			for _, s := range file.Servers {
				ranges = append(ranges, s.Key, s.Value.Range)
			}
			for _, p := range file.Packages {
				ranges = append(ranges, p.Range)
			}
			for _, tool := range file.Tools() {
				ranges = append(ranges, tool.Range)
			}
			for _, m := range file.Mentions {
				ranges = append(ranges, m.Range)
			}
			for _, r := range ranges {
				if r.Start > r.End || !whole.Contains(r) {
					t.Errorf("%s: %v is not within %v", path, r, whole)
				}
			}
		}
	})
}
