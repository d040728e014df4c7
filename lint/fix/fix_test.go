package fix

import (
	"context"
	"errors"
	"fmt"
	"math/bits"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/parser/python"
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
	cfg := lint.Config{
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
	cfg := lint.Config{Root: "/r", Rules: rules, Read: func(path string) ([]byte, error) { return []byte(files[path]), nil }}
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
	if err := (Change{Abs: link, Old: []byte("old"), New: []byte("new")}).Write(); err != nil {
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
	if err := (Change{Abs: path, Old: []byte("old"), New: []byte("newer")}).Write(); !errors.Is(err, errChanged) {
		t.Errorf("a file that somebody has changed gives %v", err)
	}
	if err := (Change{Abs: filepath.Join(dir, "gone.py")}).Write(); !errors.Is(err, os.ErrNotExist) {
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
