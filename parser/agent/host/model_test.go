package host_test

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent/host"
)

func TestSpelling(t *testing.T) {
	reversed := "the version comes last"
	tests := []struct {
		spelling host.Spelling
		name     string
		want     *host.Misspelling
	}{
		{host.ClaudeModel, "claude-opus-4-5", nil},
		{host.ClaudeModel, "claude-opus-4-5-20251101", nil},
		{host.ClaudeModel, "claude-3-5-sonnet-20241022", nil},
		{host.ClaudeModel, "claude-mythos-9", nil},
		{host.ClaudeModel, "sonnet[1m]", nil},
		{host.ClaudeModel, "gateway/some-model.v2", nil},
		{host.ClaudeModel, "claude-4-5-opus", &host.Misspelling{Fault: reversed, Better: "claude-opus-4-5"}},
		{host.ClaudeModel, "claude-4-sonnet-20250514", &host.Misspelling{Fault: reversed, Better: "claude-sonnet-4-20250514"}},
		{host.ClaudeModel, "Claude 3.5 Sonnet", &host.Misspelling{Fault: "it is a display name, not an id", Better: "claude-3-5-sonnet"}},
		{host.ClaudeModel, "GPT-5 (copilot)", &host.Misspelling{Fault: "it is a display name, not an id"}},
		{host.ClaudeModel, "claude-opus-4.5", &host.Misspelling{Fault: "it is the spelling of Copilot", Better: "claude-opus-4-5"}},
		{host.CopilotModel, "Claude Opus 4.5 (copilot)", nil},
		{host.CopilotModel, "GPT-5.3-Codex", nil},
		{host.CopilotModel, "o4-mini", nil},
		{host.CopilotModel, "Claude Sonnet 3.5", nil},
		{host.CopilotModel, "Claude 4.5 Opus", &host.Misspelling{Fault: reversed, Better: "Claude Opus 4.5"}},
		{host.CopilotModel, "opus", &host.Misspelling{Fault: "it is an alias of Claude Code"}},
		{host.CopilotModel, "claude-opus-4-5", &host.Misspelling{Fault: "it is the id of Anthropic", Better: "Claude Opus 4.5"}},
		{host.CopilotModel, "claude-sonnet-4", &host.Misspelling{Fault: "it is an id, not a display name", Better: "Claude Sonnet 4", Other: true}},
		{host.CopilotModel, "gemini-2.5-pro", &host.Misspelling{Fault: "it is an id, not a display name", Other: true}},
		{host.CopilotModel, "GPT-5 | Claude Sonnet 4", &host.Misspelling{Fault: "it is one name, not a choice of several"}},
		{host.AnyModel, "anything at all", nil},
		{host.AnyModel, "claude-4-opus", &host.Misspelling{Fault: reversed, Better: "claude-opus-4"}},
	}
	for _, test := range tests {
		if diff := cmp.Diff(test.want, test.spelling.Check(test.name)); diff != "" {
			t.Errorf("%s: %q (-want +got):\n%s", test.spelling, test.name, diff)
		}
		if test.want != nil && test.want.Better != "" && test.spelling.Check(test.want.Better) != nil {
			t.Errorf("%s: %q is proposed and misspelled itself", test.spelling, test.want.Better)
		}
	}
}

func TestToolsAreSourced(t *testing.T) {
	for _, h := range host.All() {
		if h.Tools == nil {
			continue
		}
		if _, err := time.Parse(time.DateOnly, h.Tools.Checked); err != nil || h.Tools.Source == "" {
			t.Errorf("%s: tools have no source or date", h.Name)
		}
		for former := range h.Tools.Renamed {
			if h.Tools.Knows(former) {
				t.Errorf("%s: the tool %q is both renamed and in use", h.Name, former)
			}
		}
	}
	if claude := host.ByName("claude").Tools; !claude.Knows("Bash") || claude.Knows("bash") {
		t.Error("Claude Code knows Bash in that case only")
	}
	if github := host.ByName("github").Tools; !github.Knows("bash") || !github.Knows("READ") {
		t.Error("case counts for the aliases of GitHub")
	}
}
