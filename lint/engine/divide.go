package engine

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/program/facts"
	"github.com/agentlint/agentlint/program/imports"
)

// divide puts the Python files and training configurations of the run into groups.
func (r *run) divide() {
	files := r.group()
	for _, f := range files {
		f.Imports = nil // nobody asks again, and there are many
	}
}

// group finds the groups, and returns the Python files.
func (r *run) group() []*facts.Facts {
	var files []*facts.Facts
	var configs []*facts.Config
	r.Seen = map[string]cache.Seen{}
	take := func(path string, out *inspect.Outcome) {
		r.Seen[path] = out.Seen
		if out.Outline != nil {
			files = append(files, out.Outline)
		}
		if out.Config != nil {
			configs = append(configs, out.Config)
		}
	}
	r.all(take)
	slices.SortFunc(files, func(a, b *facts.Facts) int { return strings.Compare(a.Path, b.Path) })
	r.division = imports.Divide(files, configs, r.Config.Frameworks)
	return files
}

// isTraining reports whether a file is training code: by what it imports or is imported by, because it is set to be, or because a training
// comes to it, which is known once the programs are judged. A script may do no more than call what trains.
func (r *run) isTraining(f *facts.Facts) bool {
	return r.division.Training[f.Path] || r.Config.IsTraining(f.Path) || r.way.has(f.Path)
}
