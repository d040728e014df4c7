package change_test

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/policy/change"
)

// A memory is a version whose files are at hand.
type memory map[string]string

func (m memory) Paths() []string { return slices.Sorted(maps.Keys(m)) }

func (m memory) Read(path string) ([]byte, bool) {
	text, ok := m[path]
	return []byte(text), ok
}

// edit returns the files with some edits: PATH: OLD => NEW replaces a text that stands there once; PATH => PATH moves a file; + PATH: TEXT
// adds one, and - PATH takes one away. \n and \t are what they are in Go.
func (m memory) edit(t *testing.T, edits []string) (memory, []string) {
	t.Helper()
	next, paths := maps.Clone(m), map[string]bool{}
	unescape := strings.NewReplacer(`\n`, "\n", `\t`, "    ")
	for _, e := range edits {
		e = unescape.Replace(e)
		if path, ok := strings.CutPrefix(e, "- "); ok {
			delete(next, path)
			paths[path] = true
			continue
		}
		if added, ok := strings.CutPrefix(e, "+ "); ok {
			path, text, _ := strings.Cut(added, ": ")
			next[path] = text
			paths[path] = true
			continue
		}
		before, after, _ := strings.Cut(e, " => ")
		path, old, isEdit := strings.Cut(before, ": ")
		if !isEdit {
			next[after] = next[before]
			delete(next, before)
			paths[before], paths[after] = true, true
			continue
		}
		if strings.Count(next[path], old) != 1 {
			t.Fatalf("%s has %q %d times", path, old, strings.Count(next[path], old))
		}
		next[path] = strings.Replace(next[path], old, after, 1)
		paths[path] = true
	}
	return next, slices.Sorted(maps.Keys(paths))
}

// TestCommits plays the commits of testdata/commits.txt on the repository of testdata/repo.txtar: each is a heading, edits, and what is
// reported of it.
func TestCommits(t *testing.T) {
	archive, err := txtar.ParseFile("testdata/repo.txtar")
	if err != nil {
		t.Fatal(err)
	}
	base := memory{}
	for _, f := range archive.Files {
		base[f.Name] = string(f.Data)
	}
	text, err := os.ReadFile("testdata/commits.txt")
	if err != nil {
		t.Fatal(err)
	}
	commits := strings.Split("\n"+string(text), "\n# ")[1:]
	for _, commit := range commits {
		lines := strings.Split(strings.TrimSpace(commit), "\n")
		t.Run(lines[0], func(t *testing.T) {
			var edits, want []string
			for _, line := range lines[1:] {
				if report, ok := strings.CutPrefix(line, "! "); ok {
					want = append(want, report)
				} else if line != "" {
					edits = append(edits, line)
				}
			}
			after, paths := base.edit(t, edits)
			o := change.Options{Protected: func(path string) bool { return strings.HasPrefix(path, "eval/") }}
			var got []string
			for _, c := range change.Compare(context.Background(), base, after, paths, o) {
				old := ""
				if c.InOld {
					old = " (old)"
				}
				got = append(got, fmt.Sprintf("%s:%d%s %s: %s", c.Path, c.Start.Line, old, c.Topic, c.Line()))
			}
			if !slices.Equal(got, want) {
				t.Errorf("got\n! %s\nwant\n! %s", strings.Join(got, "\n! "), strings.Join(want, "\n! "))
			}
		})
	}
	if len(commits) < 55 {
		t.Errorf("%d commits", len(commits))
	}
}
