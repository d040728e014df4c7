package frameworks_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/frameworks"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/tell"
)

// TestPage tells the story of the page's example with the page's facts.
func TestPage(t *testing.T) {
	page, err := os.ReadFile("../../docs/frameworks.md")
	if err != nil {
		t.Fatal(err)
	}
	root := t.TempDir()
	write(t, filepath.Join(root, ".agentlint", "frameworks", "acme.yaml"), fence(t, string(page), "yaml"))
	write(t, filepath.Join(root, "train.py"), fence(t, string(page), "python"))
	set, err := frameworks.Read(tree.New(root), root, root)
	if err != nil {
		t.Fatal(err)
	}
	got := told(root, set)
	if diff := cmp.Diff(fence(t, string(page), "text"), got); diff != "" {
		t.Error(diff)
	}
	if strings.Contains(told(root, nil), "trains") {
		t.Error("facts of one run are there in another")
	}
}

// fence returns the first block of a page in a language.
func fence(t *testing.T, page, language string) string {
	t.Helper()
	_, rest, ok := strings.Cut(page, "\n```"+language+"\n")
	if !ok {
		t.Fatalf("the page has no %s", language)
	}
	text, _, _ := strings.Cut(rest, "```")
	return text
}

func told(root string, set *framework.Set) string {
	var lines strings.Builder
	for _, s := range engine.Tell(context.Background(), request.Config{
		Root: root, Files: []discover.Entry{{Path: "train.py", Abs: filepath.Join(root, "train.py")}}, Frameworks: set, MaxSize: 1_000_000,
	}) {
		for _, l := range tell.Lines(s) {
			lines.WriteString(l.Text + "\n")
		}
	}
	return lines.String()
}

func write(t *testing.T, name, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
}

// Sets don't mix, and what comes with agentlint stays as it is.
func TestSets(t *testing.T) {
	parse := func(text string) []*framework.Library {
		l, err := frameworks.Parse("x.yaml", []byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return []*framework.Library{l}
	}
	var builtIn *framework.Set
	a := builtIn.With(parse("modules: [a]\ncalls: [{names: [a.fit], trains: keras}]"), "a")
	b := builtIn.With(parse("modules: [b]\ncalls: [{names: [torch.manual_seed, b.fit], trains: lightning}]"), "b")
	for _, tt := range []struct {
		set  *framework.Set
		name string
		want framework.Loop
	}{
		{a, "a.fit", framework.Keras}, {b, "b.fit", framework.Lightning}, {b, "torch.manual_seed", framework.Lightning}, {a, "torch.manual_seed", ""},
	} {
		if got := tt.set.Lookup(tt.name); got == nil || got.Trains != tt.want {
			t.Errorf("%s: %+v", tt.name, got)
		}
	}
	if b.Lookup("a.fit") != nil || builtIn.Lookup("a.fit") != nil || builtIn.IsModule("a") || !a.IsModule("a") || a.IsModule("b") {
		t.Error("sets mix")
	}
	if a.Sum() == b.Sum() || builtIn.Sum() != "" {
		t.Error("sets can't be told apart")
	}
}
