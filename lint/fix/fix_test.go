package fix

import (
	"context"
	"errors"
	"fmt"
	"go/token"
	"maps"
	"math/bits"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/lint/tree"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/workspace"
)

// replace is a rule that wants one word in place of another.
func replace(id, from, to string, safe bool) *lint.Rule {
	return &lint.Rule{
		ID: id, Severity: lint.Warning, Page: "# " + id, AnyPython: true,
		Requires: []*analysis.Analyzer{python.Analyzer},
		Run: func(pass *analysis.Pass) {
			for n := range python.Of(pass).All(python.Identifier) {
				if n.Text() != from {
					continue
				}
				edit := analysis.TextEdit{Pos: n.Pos(), End: n.End(), NewText: []byte(to)}
				fixes := lint.SafeFix("write "+to, edit)
				if !safe {
					fixes = lint.UnsafeFix("write "+to, edit)
				}
				pass.Report(analysis.Diagnostic{Pos: n.Pos(), End: n.End(), Message: from + " is no word", SuggestedFixes: fixes})
			}
		},
	}
}

func run(t *testing.T, text string, options Options, rules ...*lint.Rule) (string, *Outcome) {
	t.Helper()
	cfg := request.Config{
		Root: "/r", Rules: rules, Files: []discover.Entry{{Path: "a.py", Abs: "/r/a.py", Explicit: true}},
		Read: func(string) ([]byte, error) { return []byte(text), nil },
	}
	out, err := Run(context.Background(), cfg, options)
	if err != nil {
		t.Fatal(err)
	}
	if len(out.Changes) == 0 {
		return text, out
	}
	return string(out.Changes[0].New), out
}

func TestRun(t *testing.T) {
	ab, bc, unsafe := replace("a-word", "a", "b", true), replace("b-word", "b", "c", true), replace("x-word", "x", "y", false)
	loop := replace("c-word", "c", "a", true)
	tests := []struct {
		name, text string
		options    Options
		rules      []*lint.Rule
		want       string
	}{
		{"every place", "a = a\n", Options{}, []*lint.Rule{ab}, "b = b\n"},
		{"what a fix leaves is fixed", "d1 = b\n", Options{}, []*lint.Rule{bc}, "d1 = c\n"},
		{"unsafe ones wait to be asked for", "x = 1\n", Options{}, []*lint.Rule{unsafe}, "x = 1\n"},
		{"unsafe ones", "x = 1\n", Options{Unsafe: true}, []*lint.Rule{unsafe}, "y = 1\n"},
		{"line ends and a byte order mark stay", "\ufeffz = a\r\nz = 2\r\n", Options{}, []*lint.Rule{ab}, "\ufeffz = b\r\nz = 2\r\n"},
		{"a fix that brings a finding is taken back", "z = a\n", Options{}, []*lint.Rule{ab, replace("b-word", "b", "b", false)}, "z = a\n"},
		{"others in the file are kept", "z = (a, c)\n", Options{}, []*lint.Rule{ab, loop, replace("b-word", "b", "b", false)}, "z = (a, c)\n"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			got, _ := run(t, tt.text, tt.options, tt.rules...)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
			again, _ := run(t, got, tt.options, tt.rules...)
			if again != got {
				t.Errorf("a second run changes %q to %q", got, again)
			}
		})
	}
}

// What a file's own rules say against a fix is found out without another look at other files, and costs no other fix.
func TestOneOfManyFixesIsWithdrawn(t *testing.T) {
	const n = 100
	looked := map[string]int{}
	var mu sync.Mutex
	count := replace("unused", "unused", "unused", false)
	run := count.Run
	count.Run = func(pass *analysis.Pass) {
		mu.Lock()
		looked[python.Of(pass).Source.Path]++
		mu.Unlock()
		run(pass)
	}
	rules := []*lint.Rule{count, replace("c-word", "c", "c", false)}
	var text strings.Builder
	for i := range n {
		name, better := fmt.Sprintf("a%d", i), "b"
		if i == n/3 {
			better = "c"
		}
		rules = append(rules, replace(name+"-word", name, better, true))
		text.WriteString(name + "\n")
	}
	files := map[string]string{"/r/a.py": text.String(), "/r/b.py": "other = 1\n"}
	cfg := request.Config{Root: "/r", Rules: rules, Read: func(path string) ([]byte, error) { return []byte(files[path]), nil }}
	for _, name := range []string{"a.py", "b.py"} {
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: "/r/" + name, Explicit: true})
	}
	out, err := Run(context.Background(), cfg, Options{})
	if err != nil || len(out.Changes) != 1 || len(out.Withdrawn) != 1 {
		t.Fatalf("%v, %d files changed, %d fixes withdrawn", err, len(out.Changes), len(out.Withdrawn))
	}
	if c := out.Changes[0]; c.Fixed != n-1 || strings.Count(string(c.New), "b\n") != n-1 {
		t.Errorf("fixed %d findings: %s", c.Fixed, c.New)
	}
	if most := 2 * (bits.Len(n) + 1); looked["b.py"] != 1 || looked["a.py"] > most {
		t.Errorf("looked %d times at the file, want %d at most, and %d times at the other", looked["a.py"], most, looked["b.py"])
	}
}

// swap is a rule of any file's text that wants to write one thing in place of another, wherever it is. It requires what the
// driver supplies for the files that it is about.
func swap(id string, about *analysis.Analyzer, from, to string) *lint.Rule {
	report := func(pass *analysis.Pass, text string, base int, start, end func(int) int) {
		for i := strings.Index(text, from); i >= 0; {
			edit := analysis.TextEdit{Pos: token.Pos(base + start(i)), End: token.Pos(base + end(i+len(from))), NewText: []byte(to)}
			pass.Report(analysis.Diagnostic{Pos: edit.Pos, End: edit.End, Message: from + " is wrong", SuggestedFixes: lint.SafeFix("write "+to, edit)})
			next := strings.Index(text[i+1:], from)
			if next < 0 {
				break
			}
			i += 1 + next
		}
	}
	return &lint.Rule{
		ID: id, Severity: lint.Warning, Page: "# " + id, AnyPython: true, Requires: []*analysis.Analyzer{about},
		Run: func(pass *analysis.Pass) {
			same := func(at int) int { return at }
			switch about {
			case python.Analyzer:
				f := python.Of(pass)
				report(pass, string(f.Text()), f.Base, f.Offset, f.EndOffset)
			case agent.Analyzer:
				report(pass, string(agent.Of(pass).Source.Text), agent.Of(pass).Base, same, same)
			case config.Analyzer:
				report(pass, string(config.Of(pass).Source.Text), config.Of(pass).Base, same, same)
			case mcp.Analyzer:
				report(pass, string(mcp.Of(pass).Source.Text), mcp.Of(pass).Base, same, same)
			}
		},
	}
}

// files runs fixes over files of the given contents, and returns what becomes of them.
func files(t *testing.T, contents map[string]string, rules ...*lint.Rule) (map[string]string, *Outcome) {
	t.Helper()
	cfg := request.Config{
		Root: "/r", Rules: rules, MaxSize: 2000,
		Read: func(path string) ([]byte, error) { return []byte(contents[strings.TrimPrefix(path, "/r/")]), nil },
	}
	for _, path := range slices.Sorted(maps.Keys(contents)) {
		cfg.Files = append(cfg.Files, discover.Entry{Path: path, Abs: "/r/" + path, Explicit: true})
	}
	out, err := Run(context.Background(), cfg, Options{})
	if err != nil {
		t.Fatal(err)
	}
	after := maps.Clone(contents)
	for _, c := range out.Changes {
		after[c.Path] = string(c.New)
	}
	return after, out
}

// TestHarm makes a fix that breaks its file, beside one that does not, in each format.
func TestHarm(t *testing.T) {
	tests := []struct {
		name, path string
		about      *analysis.Analyzer
		text       string
		from, to   string // of the fix that does harm; the other writes good for bad
		reason     string
	}{
		{"Python", "a.py", python.Analyzer, "x = bad\ny = [1]\nz = 2\n", "[1]", "[1", "syntax error"},
		{"the rest of a program", "a.py", python.Analyzer, "x = bad\nif y:\n    a()\n    b()\nc()\n", "a()", "a()\nif z:", "line 4"},
		{"a string that swallows lines", "a.py", python.Analyzer, "x = bad\ny = '\"'\nz = 1\nw = '\"'\n", "'", "", "syntax error"},
		{"what Python's compiler refuses", "a.py", python.Analyzer, "x = bad\nf(a=1, b=2)\n", "b=2", "2", "syntax error"},
		{"a notebook", "a.ipynb", python.Analyzer, `{"cells": [{"cell_type": "code", "source": ["x = bad\n", "y = [\"1\"]"]}]}`, `["1"]`, `["1"`, "syntax error"},
		{"frontmatter", "a.agent.md", agent.Analyzer, "---\nname: bad\ndescription: x\ntools: [y]\n---\nText.\n", "description: x", "description: x: y", "syntax error"},
		{"another key", "a.agent.md", agent.Analyzer, "---\nname: bad\nmodel: x\ntools: [y]\n---\nText.\n", "model: x\n", "model: >\n x\n ", "line 4"},
		{"a heading", "a.agent.md", agent.Analyzer, "---\nname: bad\n---\nText.\n\n# One\n", "Text.", "<!-- Text.", "line 6"},
		{"an example", "a.agent.md", agent.Analyzer, "---\nname: bad\n---\n- x\n  ```python\n  y = 1\n  ```\n\nEnd.\n", "y = 1", "y = (", "syntax error"},
		{"YAML", "a.yaml", config.Analyzer, "lr: 0.1 # bad\nepochs: 3\nseed: 1\n", "epochs: 3", "epochs: [3", "syntax error"},
		{"another value", "a.yaml", config.Analyzer, "lr: 0.1 # bad\nepochs: 3\nopt:\n  name: a\n  k: 2\n", "  name: a\n", "  name: a\nother:\n", "line 5"},
		{"TOML", "a.toml", config.Analyzer, "lr = 0.1 # bad\nepochs = 3\n[a]\nb = 1\n", "epochs = 3", "epochs = '3", "syntax error"},
		{"JSON", ".mcp.json", mcp.Analyzer, `{"mcpServers": {"bad": {"command": "x", "args": ["y"]}}}`, `"x"`, `"x",`, "syntax error"},
		{"a file that is too large then", "a.py", python.Analyzer, "x = bad\ny = 1\n", "y = 1", "y = 1" + strings.Repeat(" # y", 600), "over the limit"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			after, out := files(t, map[string]string{tt.path: tt.text}, swap("good", tt.about, "bad", "good"), swap("harm", tt.about, tt.from, tt.to))
			if want := strings.Replace(tt.text, "bad", "good", 1); after[tt.path] != want {
				t.Errorf("it becomes\n%s, want\n%s", after[tt.path], want)
			}
			if len(out.Withdrawn) == 0 || !strings.Contains(out.Withdrawn[0].Reason, tt.reason) || out.Withdrawn[0].Finding.Rule.ID != "harm" {
				t.Errorf("withdrawn: %+v, want %q", out.Withdrawn, tt.reason)
			}
		})
	}
}

// TestOtherFiles has a rule that finds something in a file for what is in another. It only counts if it is an error.
func TestOtherFiles(t *testing.T) {
	alike := func(severity lint.Severity) *lint.Rule {
		return &lint.Rule{
			ID: "alike", Severity: severity, Page: "# alike", Requires: []*analysis.Analyzer{workspace.Analyzer},
			Run: func(pass *analysis.Pass) {
				seen := map[string]bool{}
				for _, d := range workspace.Of(pass).Definitions {
					if seen[d.Name] {
						pass.Report(analysis.Diagnostic{Pos: token.Pos(d.Base), Message: "another has this name"})
					}
					seen[d.Name] = true
				}
			},
		}
	}
	agents := map[string]string{
		"a.agent.md": "---\nname: good\n---\n", "b.agent.md": "---\nname: bad\n---\n",
	}
	rule := swap("good", agent.Analyzer, "bad", "good")
	if after, out := files(t, agents, rule, alike(lint.Warning)); after["b.agent.md"] == agents["b.agent.md"] {
		t.Errorf("the fix is not made: %+v", out.Withdrawn)
	}
	if after, out := files(t, agents, rule, alike(lint.Error)); after["b.agent.md"] != agents["b.agent.md"] || len(out.Withdrawn) != 1 {
		t.Errorf("the fix is made, although it brings an error: %+v", out.Withdrawn)
	}

	// The error is in the second file, and comes of the fix of the first.
	agents["a.agent.md"], agents["b.agent.md"] = agents["b.agent.md"], agents["a.agent.md"]
	agents["c.agent.md"] = "---\nname: c\ndescription: bad\n---\n"
	after, out := files(t, agents, rule, alike(lint.Error))
	if after["a.agent.md"] != agents["a.agent.md"] || len(out.Withdrawn) != 1 || !strings.Contains(out.Withdrawn[0].Reason, "b.agent.md") {
		t.Errorf("the fix is made, although it brings an error elsewhere: %+v", out.Withdrawn)
	}
	if after["c.agent.md"] == agents["c.agent.md"] {
		t.Error("the fix of another file is not made")
	}
}

// TestPart has a finding that says less when a part of it is fixed.
func TestPart(t *testing.T) {
	bad := &lint.Rule{
		ID: "bad", Severity: lint.Warning, Page: "# bad", AnyPython: true, Requires: []*analysis.Analyzer{python.Analyzer},
		Run: func(pass *analysis.Pass) {
			for n := range python.Of(pass).All(python.Tuple) {
				d := analysis.Diagnostic{Pos: n.Pos(), End: n.End(), Message: n.Text() + " is bad"}
				if first := n.FirstChild(); first.Text() == "bad" {
					d.SuggestedFixes = lint.SafeFix("write good", analysis.TextEdit{Pos: first.Pos(), End: first.End(), NewText: []byte("good")})
				}
				pass.Report(d)
			}
		},
	}
	after, out := files(t, map[string]string{"a.py": "y = bad\nx = (bad, worse)\n"}, bad, swap("y", python.Analyzer, "y =", "longer ="))
	if want := "longer = bad\nx = (good, worse)\n"; after["a.py"] != want || len(out.Withdrawn) > 0 {
		t.Errorf("it becomes %q, want %q; withdrawn: %+v", after["a.py"], want, out.Withdrawn)
	}
}

// TestSameMessage has two findings that say the same, of which one can't be fixed.
func TestSameMessage(t *testing.T) {
	after, out := files(t, map[string]string{"a.py": "x = f(bad)\ny = bad\n"}, swap("good", python.Analyzer, "bad", "a for a in b"))
	if want := "x = f(a for a in b)\ny = bad\n"; after["a.py"] != want || len(out.Withdrawn) != 1 {
		t.Errorf("it becomes %q, want %q; withdrawn: %+v", after["a.py"], want, out.Withdrawn)
	}
}

func TestWithdrawn(t *testing.T) {
	ab, bb := replace("a-word", "a", "b", true), replace("b-word", "b", "b", false)
	_, out := run(t, "z = a\n", Options{}, ab, bb)
	if len(out.Withdrawn) != 1 || !strings.Contains(out.Withdrawn[0].Reason, "b-word") {
		t.Errorf("withdrawn: %+v", out.Withdrawn)
	}
}

func TestWrite(t *testing.T) {
	dir := t.TempDir()
	path, link := filepath.Join(dir, "a.py"), filepath.Join(dir, "link.py")
	if err := os.WriteFile(path, []byte("old"), 0o640); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(path, link); err != nil {
		t.Skip("no symbolic links here")
	}
	if err := (Change{Abs: link, Old: []byte("old"), New: []byte("new")}).Write(tree.New(dir)); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(path)
	if err != nil || string(data) != "new" {
		t.Errorf("the file holds %q, %v", data, err)
	}
	info, err := os.Stat(path)
	if err != nil || info.Mode().Perm() != 0o640 {
		t.Errorf("the mode is %v, %v", info.Mode(), err)
	}
	if target, err := os.Readlink(link); err != nil || target != path {
		t.Errorf("the link leads to %q, %v", target, err)
	}
	if entries, _ := os.ReadDir(dir); len(entries) != 2 {
		t.Errorf("something is left behind: %v", entries)
	}
	if err := (Change{Abs: path, Old: []byte("old"), New: []byte("newer")}).Write(tree.New(dir)); !errors.Is(err, errChanged) {
		t.Errorf("a file that somebody has changed gives %v", err)
	}
	if err := (Change{Abs: filepath.Join(dir, "gone.py")}).Write(tree.New(dir)); !errors.Is(err, os.ErrNotExist) {
		t.Errorf("a file that is gone gives %v", err)
	}
}

// FuzzApply checks that edits change what they name and nothing else.
func FuzzApply(f *testing.F) {
	f.Add("hello world", 0, 5, "bye", 6, 11, "all")
	f.Fuzz(func(t *testing.T, content string, s1, e1 int, n1 string, s2, e2 int, n2 string) {
		fixes := []lint.Fix{{Edits: []lint.Edit{{Start: s1, End: e1, New: n1}}}, {Edits: []lint.Edit{{Start: s2, End: e2, New: n2}}}}
		valid := func(s, e int) bool { return 0 <= s && s <= e && e <= len(content) }
		if !valid(s1, e1) || !valid(s2, e2) || overlap(fixes[0].Edits, fixes[1].Edits) {
			t.Skip()
		}
		one := Apply(Apply([]byte(content), fixes[:1]), nil)
		if want := content[:s1] + n1 + content[e1:]; string(one) != want {
			t.Errorf("one edit gives %q, want %q", one, want)
		}
		a, b := Apply([]byte(content), fixes), Apply([]byte(content), []lint.Fix{fixes[1], fixes[0]})
		if string(a) != string(b) {
			t.Errorf("the order of fixes matters: %q, %q", a, b)
		}
	})
}
