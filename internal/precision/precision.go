// Package precision holds what became of findings that somebody read in code which was not written for agentlint: in files of columns
// rule, repository, commit, path, line, verdict, date and reason, divided by tabs. The lines of findings that are wrong, or that nobody would act on, go when agentlint no longer reports these; those of real
// findings stay.
package precision

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
	"sync"
)

// The verdicts of the one who read a finding with its source, as the owner of the code would.
const (
	Real  = "real"  // it is so, and the owner would act
	Shrug = "shrug" // it is so, and the owner would not
	Wrong = "wrong" // it is not so
)

//go:embed *.tsv
var files embed.FS

// Figures are what became of the findings of a rule that were read.
type Figures struct {
	Read         int    `json:"read"`
	Repositories int    `json:"repositories"` // that they are of
	Real         int    `json:"real"`
	Shrug        int    `json:"shrug"`
	Wrong        int    `json:"wrong"`
	Until        string `json:"until"` // the month in which the last was read: 2026-11
}

// String says it in a line.
func (f Figures) String() string {
	repositories := "repositories"
	if f.Repositories == 1 {
		repositories = "repository"
	}
	parts := []string{fmt.Sprintf("%d real", f.Real)}
	if f.Shrug > 0 {
		parts = append(parts, fmt.Sprintf("%d that nobody would act on", f.Shrug))
	}
	parts = append(parts, fmt.Sprintf("%d wrong", f.Wrong))
	return fmt.Sprintf("%d reviewed in %d %s: %s (%s)", f.Read, f.Repositories, repositories, strings.Join(parts, ", "), f.Until)
}

// Of returns the figures of a rule, nil if nobody has read any of its findings.
func Of(rule string) *Figures { return read()[rule] }

var read = sync.OnceValue(func() map[string]*Figures {
	all, err := Parse(files)
	if err != nil {
		panic(err) // the test reads the same files
	}
	return all
})

// A reading is a finding that was read.
type reading struct{ rule, repository, verdict, date string }

// Parse returns the figures of all rules in the .tsv files of a folder.
func Parse(folder fs.FS) (map[string]*Figures, error) {
	names, err := fs.Glob(folder, "*.tsv")
	if err != nil {
		return nil, err
	}
	all, repositories := map[string]*Figures{}, map[[2]string]bool{}
	for _, name := range names {
		text, err := fs.ReadFile(folder, name)
		if err != nil {
			return nil, err
		}
		for i, line := range strings.Split(strings.TrimSuffix(string(text), "\n"), "\n") {
			r, err := parse(line)
			if err != nil {
				return nil, fmt.Errorf("%s:%d: %w", name, i+1, err)
			}
			if all[r.rule] == nil {
				all[r.rule] = &Figures{}
			}
			all[r.rule].add(r, !repositories[[2]string{r.rule, r.repository}])
			repositories[[2]string{r.rule, r.repository}] = true
		}
	}
	return all, nil
}

func (f *Figures) add(r reading, isNew bool) {
	f.Read++
	if isNew {
		f.Repositories++
	}
	switch r.verdict {
	case Real:
		f.Real++
	case Shrug:
		f.Shrug++
	case Wrong:
		f.Wrong++
	}
	f.Until = max(f.Until, r.date[:len("2026-11")])
}

func parse(line string) (reading, error) {
	columns := strings.Split(line, "\t")
	if len(columns) != 8 {
		return reading{}, fmt.Errorf("%d columns, want 8", len(columns))
	}
	r := reading{columns[0], columns[1], columns[5], columns[6]}
	if !slices.Contains([]string{Real, Shrug, Wrong}, r.verdict) {
		return r, fmt.Errorf("verdict %q is none of real, shrug and wrong", r.verdict)
	}
	if len(r.date) != len("2026-11-30") {
		return r, fmt.Errorf("date %q, want one such as 2026-11-30", r.date)
	}
	return r, nil
}
