package rules

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/fix"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// kinds are paths of files of every kind that agentlint checks.
var kinds = []string{
	"train.py", "train.ipynb", ".github/agents/a.agent.md", ".claude/agents/a.md", "skills/a/SKILL.md", ".mcp.json",
	"config/train.yaml", "config/train.json", "config/train.toml", "AGENTS.md", ".cursor/rules/a.mdc",
}

// FuzzRun runs every rule over one file, whatever it holds: nothing panics, every position lies within the file, and a
// second run finds the same.
func FuzzRun(f *testing.F) {
	addFixtures(f)
	f.Fuzz(func(t *testing.T, kind uint8, content []byte) {
		if len(content) > maxInput {
			t.Skip()
		}
		cfg := oneFile(kinds[int(kind)%len(kinds)], content)
		first := lintFile(t, cfg)
		text := source.New("", content).Text
		for _, finding := range first.Findings {
			checkPlace(t, text, finding.Rule.ID, finding.Start, finding.End)
			for _, r := range finding.Related {
				checkPlace(t, text, finding.Rule.ID, r.Start, r.End)
			}
			for _, fix := range finding.Fixes {
				for _, e := range fix.Edits {
					if e.Start < 0 || e.End < e.Start || e.End > len(text) {
						t.Errorf("%s: an edit of %d to %d in %d bytes", finding.Rule.ID, e.Start, e.End, len(text))
					}
				}
			}
		}
		if a, b := inShort(first), inShort(lintFile(t, cfg)); !slices.Equal(a, b) {
			t.Errorf("one run finds %q and another %q", a, b)
		}
	})
}

// FuzzFix fixes one file, whatever it holds: what was Python stays Python, and a second time there is nothing to do.
func FuzzFix(f *testing.F) {
	addFixtures(f)
	f.Fuzz(func(t *testing.T, kind uint8, content []byte) {
		if len(content) > maxInput {
			t.Skip()
		}
		name := kinds[int(kind)%len(kinds)]
		fixed := fixFile(t, name, content)
		if string(fixed) == string(content) {
			return // as it would be a second time: FuzzRun shows that runs are alike
		}
		if filepath.Ext(name) == ".py" && faults(content) == 0 && faults(fixed) > 0 {
			t.Errorf("%q becomes %q, which is no Python", content, fixed)
		}
		if again := fixFile(t, name, fixed); string(again) != string(fixed) {
			t.Errorf("%q is fixed as %q, and then as %q", content, fixed, again)
		}
	})
}

// maxInput bounds the files that fuzz tests look at: what is larger takes longer, and is growth_test's business.
const maxInput = 16 << 10 // bytes

// addFixtures seeds a fuzz test with the smallest fixture of each rule.
func addFixtures(f *testing.F) {
	for _, rule := range All {
		fixtures, err := filepath.Glob(filepath.Join(folder(rule), "testdata", "*.*"))
		if err != nil {
			f.Fatal(err)
		}
		var smallest []byte
		var of int
		for _, name := range fixtures {
			kind := slices.IndexFunc(kinds, func(k string) bool { return filepath.Ext(k) == filepath.Ext(name) })
			content, err := os.ReadFile(name)
			if kind >= 0 && err == nil && (smallest == nil || len(content) < len(smallest)) {
				smallest, of = content, kind
			}
		}
		if smallest != nil {
			f.Add(uint8(of), smallest)
		}
	}
}

// oneFile is a run of all rules over a single file that is nowhere but in memory.
func oneFile(name string, content []byte) request.Config {
	return request.Config{
		Root: "/r", Rules: All, AllPython: true, Strict: true, Tree: fstest.MapFS{name: {Data: content}},
		Files: []discover.Entry{{Path: name, Abs: "/r/" + name, Explicit: true}},
		Read:  func(string) ([]byte, error) { return slices.Clone(content), nil },
		Now:   func() time.Time { return time.Unix(0, 0) },
	}
}

func lintFile(t *testing.T, cfg request.Config) *lint.Result {
	t.Helper()
	result, err := engine.Run(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range result.Notices {
		if strings.Contains(n.Message, "panicked") { // other failures say that a file is not what its name says
			t.Fatalf("%s: %s", n.Path, n.Message)
		}
	}
	return result
}

func fixFile(t *testing.T, name string, content []byte) []byte {
	t.Helper()
	out, err := fix.Run(context.Background(), oneFile(name, content), fix.Options{Unsafe: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range out.Changes {
		content = c.New
	}
	return content
}

// faults counts the places at which a text is not Python.
func faults(content []byte) (n int) {
	src := source.New("a.py", content)
	for range python.NewParser().Parse(src, src.Text, nil).Errors() {
		n++
	}
	return n
}

func checkPlace(t *testing.T, text []byte, rule string, start, end source.Position) {
	t.Helper()
	if start.Offset < 0 || end.Offset < start.Offset || end.Offset > len(text) || start.Line < 1 || start.Column < 1 {
		t.Errorf("%s: %+v to %+v is not in %d bytes", rule, start, end, len(text))
	}
}

// inShort writes findings so that they can be compared.
func inShort(result *lint.Result) (out []string) {
	for _, f := range result.Findings {
		out = append(out, fmt.Sprintf("%d-%d %s %s", f.Start.Offset, f.End.Offset, f.Rule.ID, strings.TrimSpace(f.Message)))
	}
	return out
}
