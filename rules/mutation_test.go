package rules

import (
	"maps"
	"os"
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
	hunks      []hunk
	at         string // in the line where the finding is expected
}

// A hunk is lines that are replaced, and what stands in their place.
type hunk struct{ old, text string }

// A specimen is a program that has no finding, with mutations that break it.
type specimen struct {
	files     linttest.Files // train.py and what is beside it
	without   string         // what its comment says that it does without: rules that report it as it is
	mutations []mutation
}

// TestMutations breaks the programs in testdata/mutations, one boundary at a time. Each archive holds the files of a program without
// findings and mutations: a file whose name is what is done and the rule that reports it, as in "drop the seed: missing-seed", has the
// lines that are taken away after "-", those that stand in their place after "+", an empty line before other lines of which the same
// is said, and part of the line of the finding after "@". What is not found yet is in misses.txt but must be missed.
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
	misses := readMisses(t)
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
				key := name + ": " + m.name + ": " + m.rule
				t.Run(m.name, func(t *testing.T) { m.check(t, s.files, misses[key]) })
				delete(misses, key)
			}
		})
	}
	for key := range misses {
		t.Errorf("misses.txt has %q, which is no mutation", key)
	}
}

// readMisses returns why mutations are not found, by "program: what is done: rule". A line of misses.txt is that and a reason.
func readMisses(t *testing.T) map[string]string {
	t.Helper()
	text, err := os.ReadFile("../testdata/mutations/misses.txt")
	if err != nil {
		t.Fatal(err)
	}
	misses := map[string]string{}
	for line := range strings.Lines(string(text)) {
		key, reason, ok := strings.Cut(strings.TrimSpace(line), " -- ")
		if !ok {
			t.Errorf("misses.txt: %q has no reason", line)
		}
		misses[key] = reason
	}
	return misses
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
	for part := range strings.SplitSeq(string(f.Data), "\n\n") {
		var h hunk
		for line := range strings.Lines(part) {
			switch sign, text := line[0], line[1:]; sign {
			case '-':
				h.old += text
			case '+':
				h.text += text
			case '@':
				m.at = strings.TrimSpace(text)
			}
		}
		m.hunks = append(m.hunks, hunk{strings.TrimSuffix(h.old, "\n"), strings.TrimSuffix(h.text, "\n")})
	}
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

// check breaks a program and expects the finding, or none where it is known to be missed.
func (m mutation) check(t *testing.T, files linttest.Files, missed string) {
	files = m.broken(t, files)
	found := slices.ContainsFunc(linttest.Check(t, named(t, m.rule), files).Findings, func(f lint.Finding) bool {
		t.Logf("at %s:%d: %s", f.Path, f.Start.Line, f.Message)
		return strings.Contains(strings.Split(files[f.Path], "\n")[f.Start.Line-1], m.at)
	})
	switch {
	case !found && missed == "":
		t.Errorf("no finding at %q", m.at)
	case found && missed != "":
		t.Error("misses.txt says that it is missed, but it is found")
	}
}

// broken returns the files with the mutation.
func (m mutation) broken(t *testing.T, files linttest.Files) linttest.Files {
	t.Helper()
	files = maps.Clone(files)
	for _, h := range m.hunks {
		in := slices.DeleteFunc(slices.Collect(maps.Keys(files)), func(name string) bool { return !strings.Contains(files[name], h.old) })
		if len(in) != 1 || strings.Count(files[in[0]], h.old) != 1 {
			t.Fatalf("%q is not in the program once", h.old)
		}
		files[in[0]] = strings.Replace(files[in[0]], h.old, h.text, 1)
	}
	return files
}
