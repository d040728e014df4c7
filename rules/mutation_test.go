package rules

import (
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/internal/linttest"
	"github.com/agentlint/agentlint/lint"
)

// A mutation breaks one boundary in a program that has no finding.
type mutation struct {
	name, rule string
	old, text  string // what is replaced, and by what
	at         string // in the line where the finding is expected
}

// A specimen is a program that has no finding, with mutations that break it.
type specimen struct {
	files     linttest.Files // train.py and what is beside it
	without   string         // what its comment says that it does without: rules that report it as it is
	mutations []mutation
}

// TestMutations breaks the programs in testdata/mutations, one boundary at a time. Each archive holds the files of a program without
// findings and mutations: a file whose name is what is done and the rule that reports it, as in "drop the seed: missing-seed", has the
// lines of train.py that are taken away behind "-", those that stand in their place behind "+", and part of the line of the finding
// behind "@".
func TestMutations(t *testing.T) {
	archives, err := filepath.Glob("../testdata/mutations/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no mutations: %v", err)
	}
	specimens, asked := map[string]specimen{}, map[string]bool{}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		s := readSpecimen(archive)
		specimens[strings.TrimSuffix(filepath.Base(name), ".txtar")] = s
		for _, m := range s.mutations {
			asked[m.rule] = true
		}
	}
	for name, s := range specimens {
		t.Run(name, func(t *testing.T) {
			for rule := range asked {
				if strings.Contains(s.without, rule) {
					continue
				}
				for _, f := range linttest.Check(t, named(t, rule), s.files).Findings {
					t.Errorf("unbroken, at line %d: %s: %s", f.Start.Line, rule, f.Message)
				}
			}
			for _, m := range s.mutations {
				t.Run(m.name, func(t *testing.T) { m.check(t, s.files) })
			}
		})
	}
}

func readSpecimen(archive *txtar.Archive) specimen {
	s := specimen{files: linttest.Files{}}
	_, s.without, _ = strings.Cut(string(archive.Comment), "does without ")
	for _, f := range archive.Files {
		if strings.Contains(f.Name, ": ") {
			s.mutations = append(s.mutations, readMutation(f))
		} else {
			s.files[f.Name] = string(f.Data)
		}
	}
	return s
}

func readMutation(f txtar.File) (m mutation) {
	m.name, m.rule, _ = strings.Cut(f.Name, ": ")
	for line := range strings.Lines(string(f.Data)) {
		switch sign, text := line[0], line[1:]; sign {
		case '-':
			m.old += text
		case '+':
			m.text += text
		case '@':
			m.at = strings.TrimSpace(text)
		}
	}
	m.old, m.text = strings.TrimSuffix(m.old, "\n"), strings.TrimSuffix(m.text, "\n")
	return m
}

func named(t *testing.T, id string) *lint.Rule {
	t.Helper()
	i := slices.IndexFunc(All, func(r *lint.Rule) bool { return r.ID == id })
	if i < 0 {
		t.Fatalf("there is no rule %s", id)
	}
	return All[i]
}

// check breaks a program and expects the finding.
func (m mutation) check(t *testing.T, files linttest.Files) {
	program := files["train.py"]
	if strings.Count(program, m.old) != 1 {
		t.Fatalf("%q is not in the program once", m.old)
	}
	broken := strings.Replace(program, m.old, m.text, 1)
	lines := strings.Split(broken, "\n")
	files = maps.Clone(files)
	files["train.py"] = broken
	findings := linttest.Check(t, named(t, m.rule), files).Findings
	for _, f := range findings {
		if strings.Contains(lines[f.Start.Line-1], m.at) {
			return
		}
		t.Logf("at line %d: %s", f.Start.Line, f.Message)
	}
	t.Errorf("no finding at %q", m.at)
}
