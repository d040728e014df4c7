package agent_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func TestNames(t *testing.T) {
	tests := map[string][]string{
		"Read, Bash(git *, ls), Agent(a,b)": {"Read", "Bash(git *, ls)", "Agent(a,b)"},
		`"Read,Write"`:                      {"Read", "Write"},
		"[Read, 'Write', \"Edit\"]":         {"Read", "Write", "Edit"},
		"\n  - Read\n  - Bash(x, y)":        {"Read", "Bash(x, y)"},
		">\n  Read,\n  Write":               {"Read", "Write"},
		"Read,, ":                           {"Read"},
		"{Read: true}":                      nil,
		"":                                  nil,
		"Read)(, Write":                     {"Read)(", "Write"},
	}
	for value, want := range tests {
		text := "---\ntools: " + value + "\n---\n"
		f := agent.Parse(source.New("a.agent.md", []byte(text)), kind.CustomAgent)
		if len(f.Problems) > 0 {
			continue
		}
		var got []string
		for _, name := range f.Names(f.Field("tools").Value) {
			got = append(got, name.Text)
			if raw := f.Text(name.Range); raw != name.Text && raw != "'"+name.Text+"'" && raw != `"`+name.Text+`"` {
				t.Errorf("%q: the range of %q holds %q", value, name.Text, raw)
			}
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%q (-want +got):\n%s", value, diff)
		}
	}
}
