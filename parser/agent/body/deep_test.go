package body_test

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func TestTooMuch(t *testing.T) {
	steps := func(n int) (out string) {
		for i := range n {
			out += strings.Repeat("  ", i) + "- a\n"
		}
		return out
	}
	tests := []struct {
		name, text string
		want       bool
	}{
		{"a few quotes", strings.Repeat("> ", 50), false},
		{"quotes", strings.Repeat("> ", 101), true},
		{"lists on a line", strings.Repeat("1. ", 101), true},
		{"lists step by step", steps(102), true},
		{"a long list", strings.Repeat("- a\n  - b\n", 500), false},
		{"a rule", strings.Repeat("-", 300), false},
		{"indented text", strings.Repeat(" ", 500) + "x", false},
	}
	for _, tt := range tests {
		if f := agent.Parse(source.New("a.agent.md", []byte(tt.text+"\n")), kind.CustomAgent); (f.TooMuch != "") != tt.want {
			t.Errorf("%s: %q", tt.name, f.TooMuch)
		}
	}
}
