package rules

import (
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

// TestMutations breaks the programs in testdata/mutations, one boundary at a time. Each archive holds a program without findings and
// mutations: a file whose name is what is done and the rule that reports it, as in "drop the seed: missing-seed", has the lines
// that are taken away behind "-", those that stand in their place behind "+", and part of the line of the finding behind "@".
func TestMutations(t *testing.T) {
	archives, err := filepath.Glob("../testdata/mutations/*.txtar")
	if err != nil || len(archives) == 0 {
		t.Fatalf("no mutations: %v", err)
	}
	programs, mutations, asked := map[string]string{}, map[string][]mutation{}, map[string]bool{}
	for _, name := range archives {
		archive, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		name = strings.TrimSuffix(filepath.Base(name), ".txtar")
		programs[name] = string(archive.Files[0].Data)
		for _, f := range archive.Files[1:] {
			m := readMutation(f)
			mutations[name], asked[m.rule] = append(mutations[name], m), true
		}
	}
	for name, program := range programs {
		t.Run(name, func(t *testing.T) {
			for rule := range asked {
				for _, f := range linttest.Check(t, named(t, rule), linttest.Files{"train.py": program}).Findings {
					t.Errorf("unbroken, at line %d: %s: %s", f.Start.Line, rule, f.Message)
				}
			}
			for _, m := range mutations[name] {
				t.Run(m.name, func(t *testing.T) { m.check(t, program) })
			}
		})
	}
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
func (m mutation) check(t *testing.T, program string) {
	if strings.Count(program, m.old) != 1 {
		t.Fatalf("%q is not in the program once", m.old)
	}
	broken := strings.Replace(program, m.old, m.text, 1)
	lines := strings.Split(broken, "\n")
	findings := linttest.Check(t, named(t, m.rule), linttest.Files{"train.py": broken}).Findings
	for _, f := range findings {
		if strings.Contains(lines[f.Start.Line-1], m.at) {
			return
		}
		t.Logf("at line %d: %s", f.Start.Line, f.Message)
	}
	t.Errorf("no finding at %q", m.at)
}
