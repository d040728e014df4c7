// Package engine takes files through a run: they are found (lint/discover), read (lint/read), inspected one by one (lint/inspect), put into
// groups whose scripts are judged (lint/judge), and what is found in them is suppressed and told. What is kept of all that for later
// runs (lint/memo) wraps the two steps in the middle.
package engine

import (
	"context"
	"fmt"
	"slices"
	"sync/atomic"
	"time"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/lint/memo"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/lint/request"
	"github.com/agentlint/agentlint/policy"
	"github.com/agentlint/agentlint/program/imports"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/workspace"
)

// Run checks the files and returns what was found. Content never makes it fail: the only error is ctx's, and what was
// found until then is returned all the same, with a notice that it is not all. If the check does not end soon after ctx, it is
// left to itself, and nothing is returned of it but such a notice.
func Run(ctx context.Context, cfg request.Config) (*lint.Result, error) {
	if ctx.Done() == nil {
		return checkAndCite(ctx, cfg)
	}
	type outcome struct {
		result *lint.Result
		err    error
	}
	done := make(chan outcome, 1)
	go func() {
		result, err := checkAndCite(ctx, cfg)
		done <- outcome{result, err}
	}()
	select {
	case o := <-done:
		return o.result, o.err
	case <-ctx.Done():
	}
	select {
	case o := <-done:
		return o.result, o.err
	case <-time.After(patience):
		return abandoned(), ctx.Err()
	}
}

// patience is how long a check may take to end after it is told to: to the end of a rule, or of a script.
const patience = 2 * time.Second

// abandoned is the result of a check that does not end.
func abandoned() *lint.Result {
	return &lint.Result{
		Failed: 1, Graphs: func() []*workspace.Graph { return nil },
		Notices: []lint.Notice{{Kind: lint.Failed, Message: "interrupted while a rule did not come to an end; nothing that was found is reported"}},
	}
}

// checkAndCite checks the files, and finds the bullets of definitions that findings break.
func checkAndCite(ctx context.Context, cfg request.Config) (*lint.Result, error) {
	result, err := check(ctx, cfg)
	definitions := policy.NewRepository(&cfg)
	definitions.Cite(result.Findings)
	if cfg.Context && cfg.Beside == nil || !cfg.Share.IsFirst() {
		return result, err
	}
	if gone := definitions.Gone(); len(gone) > 0 {
		result.Findings = append(result.Findings, slices.DeleteFunc(gone, func(f lint.Finding) bool {
			return cfg.Beside != nil && !slices.ContainsFunc(cfg.Files, func(file discover.Entry) bool { return file.Path == f.Path })
		})...)
		lint.Sort(result.Findings)
	}
	return result, err
}

// check is [checkAndCite] without the bullets that findings break, which follow from other files than those of the run.
func check(ctx context.Context, cfg request.Config) (*lint.Result, error) {
	r := newRun(cfg)
	if result := r.memory.LastResult(); result != nil {
		result.Graphs = r.graphs()
		return result, nil
	}
	r.inspectFiles(ctx)
	r.divide()
	if !cfg.Alone {
		r.judge(ctx)
	}
	interrupted := ctx.Err() // asked once: what is said to be all there is must not come with an error
	if interrupted != nil {
		r.said.Notices = append(r.said.Notices, lint.Notice{Kind: lint.Failed, Message: fmt.Sprintf(
			"interrupted after %d of %d files, before all rules about programs had run; there may be more findings than are reported", r.done.Load(), len(cfg.Files))})
	}
	result := r.result(interrupted != nil)
	result.Unkept = r.memory.Keep(result, r.sightings(), interrupted != nil)
	return result, interrupted
}

// A run is the state of one Run.
type run struct {
	*apply.Job
	memory   *memo.Memory // nil if nothing is to be kept
	near     inspect.Nearby
	outcomes []inspect.Outcome // of the run's files, by their indexes
	mine     []bool            // which of these files are in the run's share; nil for all
	done     atomic.Int64      // how many outcomes there are
	imported []inspect.Outcome // outlines of files that are no part of the run
	beside   []inspect.Outcome // of the other files of the project, by their indexes
	shows    map[string]bool   // files that are reported on; nil for all
	siblings []*workspace.Definition
	division *imports.Division
	syntaxes *memo.Syntaxes
	said     apply.Said // by the rules that see many files
	way      *way       // of the trainings; nil if it is not known
}

func newRun(cfg request.Config) *run {
	r := &run{Job: apply.NewJob(&cfg), outcomes: make([]inspect.Outcome, len(cfg.Files))}
	r.memory = memo.New(r.Job)
	r.syntaxes = memo.NewSyntaxes(r.Job, r.memory)
	r.Modules = modules.New(func(dir string) []string { return r.Files.List(dir, r.memory.NoteFolder) })
	return r
}

// inspectFiles inspects the files, and reads those that they refer to.
func (r *run) inspectFiles(ctx context.Context) {
	if !r.Config.Share.IsWhole() {
		r.survey(ctx)
		r.readAround(ctx)
		r.share()
		r.checkFiles(ctx)
		return
	}
	r.checkFiles(ctx)
	r.readAround(ctx)
}

// readAround reads what the files refer to.
func (r *run) readAround(ctx context.Context) {
	switch {
	case ctx.Err() != nil:
	case r.Config.Beside != nil:
		r.readBeside(ctx)
		r.shows = r.shown(ctx)
	case r.Config.Context:
		r.readImports(ctx)
		r.readSiblings(ctx)
	}
}

// checkFiles takes the files through all that can be said about each of them alone.
func (r *run) checkFiles(ctx context.Context) {
	files := r.Config.Files
	r.each(ctx, len(files), func(w *inspect.Inspector, i int) {
		if !r.isMine(i) {
			r.done.Add(1)
			return
		}
		r.outcomes[i] = w.Take(files[i].Path, func() inspect.Outcome { return r.inspect(w, files[i]) })
		r.syntaxes.Hold(files[i].Path, &r.outcomes[i])
		r.progress(profile.FileRules, int(r.done.Add(1)), len(files))
	})
}

// inspect returns what becomes of a file that is looked at for all that can be said of it.
func (r *run) inspect(w *inspect.Inspector, file discover.Entry) inspect.Outcome {
	role := inspect.RoleOf(r.Config, file)
	if role.IsUnread(r.Rules) {
		return w.Unread(role)
	}
	return r.memory.Inspect(w, role)
}

func (r *run) progress(stage profile.Stage, done, total int) {
	if r.Config.Progress != nil {
		r.Config.Progress(stage, done, total)
	}
}
