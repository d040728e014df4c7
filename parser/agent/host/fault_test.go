package host_test

import (
	"testing"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func TestFault(t *testing.T) {
	choice := host.Key{Values: []string{"low", "true"}}
	tests := []struct {
		key         host.Key
		value, want string
	}{
		{choice, "low", ""},
		{choice, "True", ""},
		{choice, `"True"`, `is "True", not low or true`},
		{choice, `" "`, "is empty"},
		{host.Key{Values: []string{"fork"}}, "knife", `is "knife", not fork`},
		{host.Key{MinLength: 1}, `""`, "is empty"},
		{host.Key{MinLength: 3}, "éé", "has 2 characters instead of at least 3"},
		{host.Key{MaxLength: 2}, "éé", ""},
		{host.Key{MaxLength: 2}, "ééé", "has 3 characters instead of at most 2"},
		{host.Key{Pattern: pattern.New("^a"), Note: "a…"}, "b", `is "b", not of the form a…`},
		{host.Key{}, `""`, ""},
	}
	for _, test := range tests {
		text := "---\nkey: " + test.value + "\n---\n"
		f := agent.Parse(source.New("a.agent.md", []byte(text)), kind.CustomAgent)
		if got := test.key.Fault(f.Field("key").Value); got != test.want {
			t.Errorf("%s: got %q, want %q", test.value, got, test.want)
		}
	}
}
