package server

import (
	"bytes"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/randomproject"
)

// Servers that have seen a project before, and hooks that find what they have kept, say of it what new ones say that keep nothing,
// whatever was done to it.
func TestServersAreCold(t *testing.T) {
	random := rand.New(rand.NewPCG(5, 6))
	cacheDir := randomproject.New(t, random)
	t.Setenv(caching.DirVariable, cacheDir)
	warm, warmTools := newLanguageServer(), &tools{ctx: t.Context()}
	for step := range 40 {
		for range random.IntN(3) {
			randomproject.Disturb(t, random)
		}
		open := map[string]*document{}
		for range random.IntN(3) {
			name := randomproject.Files[random.IntN(len(randomproject.Files))]
			open[name] = documentOf(t, name, randomproject.Text(random, name))
		}
		name := randomproject.Files[random.IntN(len(randomproject.Files))]
		doc := documentOf(t, name, randomproject.Text(random, name))
		open[name] = doc
		what := map[string]func(s *languageServer, tools *tools) string{
			"lsp": func(s *languageServer, _ *tools) string {
				s.documents = open
				return s.saidOf(t, doc, &check.Check{Suppressions: check.IgnoreFlags{Reason: ignoreReason}})
			},
			"lsp's fixes": func(s *languageServer, _ *tools) string {
				s.documents = open
				return s.saidOf(t, doc, &check.Check{Fixes: check.FixFlags{Fix: true}})
			},
			"hook after": func(*languageServer, *tools) string { return hookSays(t, "PostToolUse", name, "") },
			"hook before": func(*languageServer, *tools) string {
				return hookSays(t, "PreToolUse", name, string(doc.text.Text))
			},
			"mcp":           func(_ *languageServer, m *tools) string { return mcpSays(t, m, checkArguments{}) },
			"mcp of a file": func(_ *languageServer, m *tools) string { return mcpSays(t, m, checkArguments{Paths: []string{name}}) },
			"mcp of content": func(_ *languageServer, m *tools) string {
				return mcpSays(t, m, checkArguments{Filename: name, Content: "import torch\n" + string(doc.text.Text)})
			},
		}
		for _, who := range slices.Sorted(maps.Keys(what)) {
			t.Setenv(caching.OffVariable, "1")
			cold := what[who](newLanguageServer(), &tools{ctx: t.Context()})
			t.Setenv(caching.OffVariable, "")
			if got := what[who](warm, warmTools); got != cold {
				t.Fatalf("step %d, %s: with a memory\n%s\nwithout\n%s", step, who, got, cold)
			}
		}
	}
}

func documentOf(t *testing.T, name, text string) *document {
	t.Helper()
	abs, err := filepath.Abs(name)
	if err != nil {
		t.Fatal(err)
	}
	return newDocument(lsp.URI(abs), abs, 1, text)
}

// saidOf is all that a check of a document comes to: findings, fixes, and where comments go.
func (s *languageServer) saidOf(t *testing.T, doc *document, c *check.Check) string {
	t.Helper()
	var said strings.Builder
	run, err := s.inquire(t.Context(), doc, c)
	if fmt.Fprintln(&said, err); run == nil {
		return said.String()
	}
	doc.run = run
	for _, f := range run.Findings {
		fmt.Fprintln(&said, f.Rule.ID, f.Severity, f.Message, f.Start, f.End, f.Related, f.Fixes)
		for _, action := range s.suppressions(doc, f) {
			fmt.Fprintln(&said, action.Title, action.Edit)
		}
	}
	if run.Fixed != nil {
		for _, change := range run.Fixed.Changes {
			fmt.Fprintln(&said, change.Path, change.Fixed, string(change.New))
		}
		fmt.Fprintln(&said, run.Fixed.Withdrawn)
	}
	fmt.Fprintln(&said, run.Notices, run.Checked, run.Skipped, run.Failed, run.Suppressed)
	return said.String()
}

func hookSays(t *testing.T, event, name, content string) string {
	t.Helper()
	dir, err := os.Getwd()
	if err != nil {
		t.Fatal(err)
	}
	abs := filepath.Join(dir, name)
	said, err := json.Marshal(map[string]any{
		"hook_event_name": event, "cwd": dir, "tool_input": map[string]any{"file_path": abs, "content": content},
	})
	if err != nil {
		t.Fatal(err)
	}
	answer, err := json.Marshal(answerHook(t.Context(), bytes.NewReader(said)))
	return fmt.Sprint(string(answer), err)
}

func mcpSays(t *testing.T, m *tools, args checkArguments) string {
	t.Helper()
	_, answer, err := m.check(t.Context(), nil, args)
	said, _ := json.Marshal(answer)
	return fmt.Sprint(string(said), err)
}
