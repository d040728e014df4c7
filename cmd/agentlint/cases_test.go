package main

import (
	"bytes"
	"encoding/json"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
)

// An entry of a case is what has to be found: one of some rules, at a place, and how often if times is not 0.
type entry struct {
	Any      []string
	Path     string
	Line     int
	Severity lint.Severity
	Times    int
	Breaks   *string // the words of the first bullet that the code breaks, "" for none
}

// A caseFound is a finding as the report has it.
type caseFound struct {
	Rule     string
	Severity lint.Severity
	Path     string
	Start    struct{ Line int }
	Breaks   []struct{ Text string }
}

// fits reports whether a finding is one that an entry wants.
func (e *entry) fits(f caseFound) bool {
	text := ""
	if len(f.Breaks) > 0 {
		text = f.Breaks[0].Text
	}
	return slices.Contains(e.Any, f.Rule) && (e.Path == "" || e.Path == f.Path) && (e.Line == 0 || e.Line == f.Start.Line) &&
		(e.Severity == "" || f.Severity.Rank() >= e.Severity.Rank()) && (e.Breaks == nil || *e.Breaks == text)
}

// TestCases checks the repositories in testdata/cases: each has a case.json, which says why it is there, what has to be found, what must not
// be (RULE, RULE@path or *), and the arguments. What is in the folder base is committed before the rest is put over it.
func TestCases(t *testing.T) {
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("git knows what has changed")
	}
	all, err := filepath.Glob(filepath.Join("..", "..", "testdata", "cases", "*", "case.json"))
	if err != nil || len(all) == 0 {
		t.Fatal("there are no cases", err)
	}
	for _, file := range all {
		abs, err := filepath.Abs(filepath.Dir(file))
		if err != nil {
			t.Fatal(err)
		}
		t.Run(filepath.Base(abs), func(t *testing.T) { tryCase(t, abs) })
	}
}

func tryCase(t *testing.T, dir string) {
	data, err := os.ReadFile(filepath.Join(dir, "case.json"))
	if err != nil {
		t.Fatal(err)
	}
	var c struct {
		Why, Source, Group string
		Expect             []entry
		Silent, Args       []string
	}
	decoder := json.NewDecoder(bytes.NewReader(data))
	decoder.DisallowUnknownFields()
	if err := decoder.Decode(&c); err != nil || c.Why == "" || len(c.Expect)+len(c.Silent) == 0 {
		t.Fatalf("%s asks for nothing, or is wrong: %v", dir, err)
	}
	tree := t.TempDir()
	t.Chdir(tree)
	t.Setenv("GITHUB_BASE_REF", "")
	git := func(args ...string) {
		t.Helper()
		if out, err := exec.Command("git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...).CombinedOutput(); err != nil {
			t.Fatalf("git %s: %v\n%s", args, err, out)
		}
	}
	git("init", "-q", "-b", "main")
	if base := filepath.Join(dir, "base"); exists(base) {
		if err := os.CopyFS(tree, os.DirFS(base)); err != nil {
			t.Fatal(err)
		}
		git("add", "-A")
		git("commit", "-q", "-m", "base")
	}
	overlay(t, dir, tree)
	var out, notices bytes.Buffer
	if code := run(t.Context(), append(c.Args, "--format", "json"), &out, &notices); code != exitClean && code != exitFindings {
		t.Fatalf("exit code %d: %s", code, &notices)
	}
	var report struct{ Findings []caseFound }
	if err := json.Unmarshal(out.Bytes(), &report); err != nil {
		t.Fatalf("%v: %s", err, &out)
	}
	for _, e := range c.Expect {
		n := 0
		for _, f := range report.Findings {
			if e.fits(f) {
				n++
			}
		}
		if n == 0 || e.Times > 0 && n != e.Times {
			t.Errorf("%s: %v is found %d times\n%s", c.Why, e.Any, n, &out)
		}
	}
	for _, f := range report.Findings {
		for _, silent := range c.Silent {
			rule, at, hasPath := strings.Cut(silent, "@")
			if ok, err := path.Match(rule, f.Rule); err != nil || ok && (!hasPath || at == f.Path) {
				t.Errorf("%s: %s is found in %s", c.Why, f.Rule, f.Path)
			}
		}
	}
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// overlay writes the files of a case, but for what describes it, over those that are there.
func overlay(t *testing.T, from, to string) {
	t.Helper()
	err := filepath.WalkDir(from, func(name string, entry os.DirEntry, err error) error {
		rel, relErr := filepath.Rel(from, name)
		switch {
		case err != nil || relErr != nil:
			return err
		case rel == "base":
			return filepath.SkipDir
		case entry.IsDir() || rel == "case.json":
			return nil
		}
		data, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		target := filepath.Join(to, rel)
		if err := os.MkdirAll(filepath.Dir(target), 0o755); err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o600)
	})
	if err != nil {
		t.Fatal(err)
	}
}
