package wording_test

import (
	"testing"

	"github.com/agentlint/agentlint/lint/wording"
)

func TestList(t *testing.T) {
	for _, test := range []struct {
		words []string
		want  string
	}{
		{nil, ""},
		{[]string{"a"}, "a"},
		{[]string{"a", "b"}, "a and b"},
		{[]string{"a", "b", "c"}, "a, b and c"},
	} {
		if got := wording.List(test.words, "and"); got != test.want {
			t.Errorf("%q: got %q, want %q", test.words, got, test.want)
		}
	}
}

func TestNearest(t *testing.T) {
	keys := []string{"description", "tools", "user-invocable", "mcp-servers", "model", "name"}
	for word, want := range map[string]string{
		"descripton":     "description",
		"desciption":     "description",
		"Tools":          "tools",
		"tolos":          "tools",
		"tool":           "tools",
		"user_invocable": "user-invocable",
		"user-invokable": "user-invocable",
		"mcpServers":     "mcp-servers",
		"ähnlich":        "",
		"triggers":       "",
		"role":           "",
		"mode":           "model",
		"":               "",
	} {
		if got, ok := wording.Nearest(word, keys); got != want || ok != (want != "") {
			t.Errorf("%q: got %q, %v, want %q", word, got, ok, want)
		}
	}
	if _, ok := wording.Nearest("name", nil); ok {
		t.Error("a word is near no candidates")
	}
}
