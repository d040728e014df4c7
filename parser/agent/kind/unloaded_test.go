package kind_test

import (
	"testing"

	"github.com/agentlint/agentlint/parser/agent/kind"
)

func TestUnloaded(t *testing.T) {
	const named = "---\nname: x\ndescription: Does x.\n---\nDo.\n"
	tests := []struct {
		name, text, what string
		why              kind.Reason
	}{
		{".tool/agents/x.md", named, "agent", kind.UnknownHost},
		{".tool/commands/ml/x.md", named, "command", kind.UnknownHost},
		{"docs/ja/skills/x/SKILL.md", named, "skill", kind.AmongTests},
		{"tests/fixtures/x.agent.md", named, "agent", kind.AmongTests},
		{"src/agents/x.md", named, "agent", kind.AmongTests},
		{"engineering/x.md", named, "definition", kind.OutsideHosts},
		{"engineering/y.md", "---\nname: y\ndescription: Does y.\nmax_turns: 3\n---\n", "agent", kind.OutsideHosts},
		{"engineering/page.md", "---\ntitle: Page\n---\n", "", kind.OutsideHosts},
	}
	c := kind.NewClassifier(memory{}, "")
	for _, test := range tests {
		if what, why := kind.What(test.name, []byte(test.text)), c.Why(test.name); what != test.what || why != test.why {
			t.Errorf("%s: got %q, %q, want %q, %q", test.name, what, why, test.what, test.why)
		}
	}
}
