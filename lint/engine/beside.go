package engine

import (
	"context"
	"path"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/workspace"
)

// readBeside takes from the other files of the project what they say to those of the run, and to what becomes of these: the scripts that
// import a module or load a configuration, and the definitions and settings beside a definition. Nothing is reported of them.
func (r *run) readBeside(ctx context.Context) {
	files := r.Config.Beside
	r.beside = make([]inspect.Outcome, len(files))
	r.each(ctx, len(files), func(w *inspect.Inspector, i int) {
		r.beside[i] = w.Take(files[i].Path, func() inspect.Outcome {
			if source.IsPython(files[i].Path) {
				return r.outline(w, files[i])
			}
			return r.inspect(w, files[i])
		})
		r.syntaxes.Hold(files[i].Path, &r.beside[i])
	})
	for i := range r.beside {
		if d := r.beside[i].Definition; d != nil {
			r.siblings = append(r.siblings, d)
		}
	}
}

// all calls do with each file that the run has looked at: its own, those beside them, and those that they import.
func (r *run) all(do func(path string, out *inspect.Outcome)) {
	for i := range r.imported {
		do(r.imported[i].Outline.Path, &r.imported[i])
	}
	for i := range r.beside {
		do(r.Config.Beside[i].Path, &r.beside[i])
	}
	for i := range r.outcomes {
		do(r.Config.Files[i].Path, &r.outcomes[i])
	}
}

// shown are the files that a run with others beside them reports on: its own, and the code that these import.
func (r *run) shown(ctx context.Context) map[string]bool {
	shown := map[string]bool{}
	outlines := map[string]*inspect.Outcome{}
	for i := range r.beside {
		outlines[r.Config.Beside[i].Path] = &r.beside[i]
	}
	e := explorer{r, map[string]bool{}, map[[2]string]bool{}, map[string]map[string]bool{}}
	level := make([]*inspect.Outcome, len(r.outcomes))
	for i := range r.outcomes {
		shown[r.Config.Files[i].Path], level[i] = true, &r.outcomes[i]
	}
	var others []discover.Entry // that are imported and no part of the project
	for len(level) > 0 {
		var next []*inspect.Outcome
		for _, out := range level {
			if out.Outline == nil {
				continue
			}
			for _, file := range e.from(out.Outline) {
				switch found := outlines[file.Path]; {
				case found == nil && !shown[file.Path]:
					others = append(others, file)
				case !shown[file.Path]:
					shown[file.Path] = true
					next = append(next, found)
				}
			}
		}
		level = next
	}
	r.peek(ctx, others) // for the notices that they can't be read, if so
	return shown
}

// keepShown drops what is found in files that a run with others beside its own does not report on.
func (r *run) keepShown(result *lint.Result) {
	if r.shows == nil {
		return
	}
	isShown := func(path string) bool { return r.shows[path] && (r.Config.Shows == nil || r.Config.Shows(path)) }
	result.Findings = slices.DeleteFunc(result.Findings, func(f lint.Finding) bool { return !isShown(f.Path) })
	result.Notices = slices.DeleteFunc(result.Notices, func(n lint.Notice) bool { return n.Path != "" && !isShown(n.Path) })
}

// nearDefinitions returns the definitions of the run, and those in the folders of these.
func (r *run) nearDefinitions() (near []*workspace.Definition) {
	folders := map[string]bool{}
	for i := range r.outcomes {
		if d := r.outcomes[i].Definition; d != nil {
			folders[path.Dir(d.Path)] = true
		}
	}
	for _, d := range r.definitions() {
		if folders[path.Dir(d.Path)] {
			near = append(near, d)
		}
	}
	return near
}
