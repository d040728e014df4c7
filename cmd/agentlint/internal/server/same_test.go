package server

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/caching"
	"github.com/agentlint/agentlint/cmd/agentlint/internal/check"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
)

// What a check of all files reports for a file is what is reported if the file is named, open in an editor, written by an agent, or checked
// for one: in the demo, in the programs with stories, and in the projects among the fixtures of rules.
func TestSameEverywhere(t *testing.T) {
	t.Setenv(caching.OffVariable, "1")
	for name, dir := range projects(t) {
		t.Run(name, func(t *testing.T) {
			t.Chdir(dir)
			whole := inquire(t)
			for _, file := range whole.Files {
				want := saidOf(whole, file.Path)
				text, err := os.ReadFile(file.Path)
				if err != nil {
					t.Fatal(err)
				}
				sameNamed(t, whole, file.Path, want)
				doc := documentOf(t, file.Path, string(text))
				run, err := newLanguageServer().inquire(t.Context(), doc, &check.Check{})
				compare(t, "an editor", file.Path, want, saidOf(run, file.Path), err)
				in := check.NewInput(whole.Absolute("."), file.Path, text)
				in.IsSaved = true
				run, err = (&check.Check{}).InquireInto(t.Context(), in)
				compare(t, "a hook", file.Path, want, saidOf(run, file.Path), err)
			}
		})
	}
}

// sameNamed checks a file by its name, as a command line and MCP do: what is Python and does not train is checked then, too.
func sameNamed(t *testing.T, whole *check.Run, path string, want []string) {
	t.Helper()
	got := saidOf(inquire(t, path), path)
	if isPython := source.IsPython(path) || source.IsNotebook(path); isPython && !whole.Training[path] {
		got = slices.DeleteFunc(got, func(said string) bool { return !slices.Contains(want, said) })
	}
	compare(t, "a check of its name", path, want, got, nil)
}

func compare(t *testing.T, who, path string, want, got []string, err error) {
	t.Helper()
	if err != nil || !slices.Equal(want, got) {
		t.Errorf("%s: %s says\n\t%s\nand a check of all files\n\t%s\n%v", path, who, strings.Join(got, "\n\t"), strings.Join(want, "\n\t"), err)
	}
}

// inquire checks files, or all.
func inquire(t *testing.T, paths ...string) *check.Run {
	t.Helper()
	run, err := (&check.Check{}).Inquire(t.Context(), paths)
	if err != nil {
		t.Fatal(err)
	}
	return run
}

// saidOf is what a run says of a file, in order.
func saidOf(run *check.Run, path string) []string {
	said := []string{}
	if run == nil {
		return said
	}
	for i := range run.Findings {
		if f := &run.Findings[i]; f.Path == path {
			said = append(said, fmt.Sprint(f.Rule.ID, " ", f.Severity, " ", f.Start, f.End, " ", f.Message, f.Related))
		}
	}
	for _, n := range run.Notices {
		if n.Path == path && n.Kind == lint.Failed {
			said = append(said, fmt.Sprint(n))
		}
	}
	slices.Sort(said)
	return said
}

// projects are copies of the projects, by name, each in a repository of its own.
func projects(t *testing.T) map[string]string {
	t.Helper()
	root, err := filepath.Abs("../../../..")
	if err != nil {
		t.Fatal(err)
	}
	all := map[string]string{}
	add := func(name string) string {
		dir := filepath.Join(t.TempDir(), strings.ReplaceAll(name, "/", "_"))
		if err := os.MkdirAll(filepath.Join(dir, ".git"), 0o755); err != nil {
			t.Fatal(err)
		}
		all[name] = dir
		return dir
	}
	folders, err := filepath.Glob(filepath.Join(root, "rules/*/*/testdata/*/"))
	if err != nil {
		t.Fatal(err)
	}
	for _, folder := range append(folders, filepath.Join(root, "testdata/demo")) {
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			continue
		}
		name, _ := filepath.Rel(root, folder)
		if err := os.CopyFS(add(filepath.ToSlash(name)), os.DirFS(folder)); err != nil {
			t.Fatal(err)
		}
	}
	stories, err := filepath.Glob(filepath.Join(root, "testdata/stories/*.txtar"))
	if err != nil {
		t.Fatal(err)
	}
	for _, story := range stories {
		archive, err := txtar.ParseFile(story)
		if err != nil {
			t.Fatal(err)
		}
		files, err := txtar.FS(archive)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.CopyFS(add("stories/"+filepath.Base(story)), files); err != nil {
			t.Fatal(err)
		}
	}
	return all
}
