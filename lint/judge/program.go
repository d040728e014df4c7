// Package judge says what there is to say of a program: of its scripts, each of which is followed by itself, and of all its files
// together.
package judge

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
)

// A Reach says which scripts are followed if nothing is asked of a program but whether a training comes to some of its files.
type Reach struct {
	Scripts   []string // that may come to these, in order
	IsCertain bool     // all of these scripts are followed, whatever the calls in them lead to
}

// Program judges the scripts of a program with some files, whose facts or outlines are given, and then all files together: all scripts, or
// those that a reach says. Several are followed at once as far as the crew of the job has room; load, which returns the code of a file or
// nil, allows that.
func Program(w *apply.Worker, load func(path string) *code.File, p *program.Program, files []*facts.Facts, reach *Reach, memo Memo) (apply.Said, Asked) {
	w.Begin("")
	p.Frameworks = w.Config.Frameworks
	b := &bench{
		memo: memo, worker: w, program: p, reach: reach, open: openOf(w.Open, files),
		sit: func() *Telling { return NewTelling(w.Job, load).of(files) },
	}
	said := b.judgeScripts()
	w.Begin("")
	w.Gather(said)
	found, asked, left := memo.Recall(w.Rules.Project, p)
	for _, f := range found {
		w.Tell(f)
	}
	told := len(w.Said.Findings)
	w.Around = w.Job.Around.Noting(asked.Note)
	w.RunSomeOnProgram(left, p, w.Config.Wants)
	memo.Add(left, w.Said.Findings[told:], func(rule *lint.Rule) program.Asks { return p.AskedBy(rule.Analyzer().Name) })
	w.Said.Trained, w.Said.Stakes = said.Trained, said.Stakes
	return w.Said, asked
}

// scriptsOf finds the scripts of a program.
func scriptsOf(w *apply.Worker, p *program.Program) (s Scripts) {
	stop := w.Start(profile.Linking)
	p.Link()
	stop()
	s.Paths = p.Scripts(w.Config.Reports)
	for _, path := range s.Paths {
		if p.StartsSomething(path) {
			s.Starts = append(s.Starts, path)
		}
	}
	return s
}

// A bench judges the scripts of one program: each by itself, and those together that come to the same training. What it says of
// them follows from the files that they come to, and what they look for and do not find, and from nothing else.
type bench struct {
	memo    Memo
	worker  *apply.Worker
	program *program.Program
	entries []*entry
	waiting []*entry // those that come to trainings
	said    apply.Said
	reach   *Reach                 // nil for all scripts
	starts  map[string]bool        // scripts that do something as such; nil if the program is to be asked
	open    map[string][]code.Span // files of which it is not known whether a training comes to them, or to some code there, if nothing else is asked; or nil

	sit   func() *Telling
	mu    sync.Mutex
	seats []*seat // those that nobody has
}

// openOf returns those of the open files that a program has; nil if there is no such question.
func openOf(all map[string][]code.Span, files []*facts.Facts) map[string][]code.Span {
	if all == nil {
		return nil
	}
	open := map[string][]code.Span{}
	for _, f := range files {
		if spans, isOpen := all[f.Path]; isOpen {
			open[f.Path] = spans
		}
	}
	return open
}

// judgeScripts judges the scripts of a linked program, and gives it the accounts of their stories.
func (b *bench) judgeScripts() apply.Said {
	b.follow(b.scripts())
	groups := meet(b.waiting)
	judgements := make([]*Judgement, len(groups))
	b.each(len(groups), func(s *seat, i int) { judgements[i] = s.judge(groups[i]) })
	for _, j := range judgements {
		b.tell(j)
	}
	for _, e := range b.entries {
		if e.Matters {
			b.program.Accounts = append(b.program.Accounts, e.Account)
		}
	}
	b.said.Trained, b.said.Stakes = b.trained(), b.stakes()
	return b.said
}

// scripts returns the scripts that are to be followed.
func (b *bench) scripts() []string {
	if b.reach != nil && b.reach.IsCertain {
		return b.reach.Scripts
	}
	scripts := b.memo.Scripts(func() Scripts { return scriptsOf(b.worker, b.program) })
	b.starts = map[string]bool{}
	for _, script := range scripts.Starts {
		b.starts[script] = true
	}
	switch {
	case b.reach != nil:
		return slices.DeleteFunc(slices.Clone(b.reach.Scripts), func(path string) bool { return !slices.Contains(scripts.Paths, path) })
	case b.open != nil:
		return b.program.ComingTo(func(path string) bool { _, isOpen := b.open[path]; return isOpen }, scripts.Paths)
	}
	return scripts.Paths
}

// isStarted reports whether a script does something as such.
func (b *bench) isStarted(script string) bool {
	if b.starts == nil {
		return b.program.StartsSomething(script)
	}
	return b.starts[script]
}

// trained returns the files that those scripts of the program come to which train, recognised or not.
func (b *bench) trained() (files []string) {
	for _, e := range b.entries {
		if e.trains() {
			files = append(files, e.Account.Files...)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// stakes returns where trainings do what their results depend on, and failures are handled.
func (b *bench) stakes() (all []apply.Stake) {
	for _, e := range b.entries {
		all = append(all, e.Stakes...)
	}
	slices.SortFunc(all, func(x, y apply.Stake) int { return cmp.Or(strings.Compare(x.Path, y.Path), cmp.Compare(x.At, y.At)) })
	return slices.Compact(all)
}

// tell says what a judgement says, nil for one that was not made.
func (b *bench) tell(j *Judgement) {
	if j != nil && b.worker.Ctx.Err() == nil {
		b.said.Findings = append(b.said.Findings, j.Findings...)
		b.said.Notices = append(b.said.Notices, j.Notices...)
	}
}
