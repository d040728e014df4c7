package engine

import (
	"context"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/inspect"
)

// survey takes from the files what says which of them belong together: the imports of code, and which files are configurations of
// training runs. All shares of a run see the same.
func (r *run) survey(ctx context.Context) {
	files := r.Config.Files
	r.each(ctx, len(files), func(w *inspect.Inspector, i int) {
		role := inspect.RoleOf(r.Config, files[i])
		if !role.IsOfProgram() || role.IsUnread(r.Rules) {
			return
		}
		out := w.Take(files[i].Path, func() inspect.Outcome { return r.memory.Imports(w, role) })
		r.outcomes[i] = inspect.Outcome{Outline: out.Outline, Config: out.Config, Seen: out.Seen}
	})
}

// share finds out which of the files are in the run's share: those of its programs. What is in no program, such as definitions, what can't
// be read and configurations that no code is near, is in the first share.
func (r *run) share() {
	r.group()
	r.mine = make([]bool, len(r.outcomes))
	for i := range r.mine {
		r.mine[i] = r.Config.Share.IsFirst()
	}
	set := func(path string, isMine bool) {
		if i, known := r.Files.Index(path); known {
			r.mine[i] = isMine
		}
	}
	for _, g := range r.division.Groups {
		isMine := r.Config.Share.Has(g.Files[0].Path)
		for _, f := range g.Files {
			set(f.Path, isMine)
		}
		for _, c := range g.Configs {
			set(c.Path, isMine)
		}
	}
}

// isMine reports whether a file of the run is in its share.
func (r *run) isMine(i int) bool { return r.mine == nil || r.mine[i] }

// tells reports whether the run says something of one of its files.
func (r *run) tells(i int) bool { return r.isMine(i) && r.Config.Wants(r.Config.Files[i].Path) }

// isNeeded reports whether what a file says matters: data that might have been the configuration of a training run does not.
func (r *run) isNeeded(i int) bool {
	role := inspect.RoleOf(r.Config, r.Config.Files[i])
	return !role.MayBeData() || r.outcomes[i].Config != nil
}

// trains reports whether a training comes to a file of the run.
func (r *run) trains() bool { return r.way != nil && len(r.way.files) > 0 }

// tellShare adds to the result what the other shares of the run have to know.
func (r *run) tellShare(result *lint.Result) {
	if r.Config.Share.IsWhole() {
		return
	}
	at := func(is func(i int) bool) func(path string) bool {
		return func(path string) bool {
			i, known := r.Files.Index(path)
			return known && is(i)
		}
	}
	result.Share = &lint.Shared{Trains: r.trains(), Judges: at(r.isMine), Needs: at(r.isNeeded)}
}
