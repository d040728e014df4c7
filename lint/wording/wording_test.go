package wording_test

import (
	"strings"
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

// However many words there are, and however long, there is an end to comparing.
func TestSpellerEnds(t *testing.T) {
	s := wording.NewSpeller([]string{"description", strings.Repeat("long", 5000)})
	if _, ok := s.Nearest(strings.Repeat("lang", 5000)); ok {
		t.Error("a word of 20,000 letters is compared with another")
	}
	if _, ok := s.Nearest("descripton"); ok {
		t.Error("there is something left to compare with")
	}
	s = wording.NewSpeller([]string{"description"})
	for range 1000 {
		if _, ok := s.Nearest("descripton"); !ok {
			t.Fatal("a thousand slips are too many")
		}
	}
	for range 1_000_000 {
		if _, ok := s.Nearest("descripton"); !ok {
			return
		}
	}
	t.Error("a million slips are not too many")
}

func TestSome(t *testing.T) {
	if got := wording.Some([]string{"a", "b"}, "and"); got != "a and b" {
		t.Errorf("got %q", got)
	}
	if got := wording.Some(make([]string, 53), "and"); !strings.HasSuffix(got, " and 3 others") {
		t.Errorf("got %q", got)
	}
}

func TestWithin(t *testing.T) {
	for pair, want := range map[[2]string]bool{
		{"torch", "torch"}: true, {"torhc", "torch"}: true, {"trch", "torch"}: true, {"trc", "torch"}: false, {"ab", "ba"}: true,
		{"torch", strings.Repeat("t", 1<<20)}: false, {"", "a"}: true, {"", ""}: true, {"abc", "bca"}: false,
	} {
		if got := wording.Within(pair[0], pair[1], 1); got != want {
			t.Errorf("%.10q: %t", pair, got)
		}
	}
}
