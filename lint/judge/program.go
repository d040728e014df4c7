// Package judge says what there is to say of a program: of its scripts, each of which is followed by itself, and of all its files
// together.
package judge

import (
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/lint/profile"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
)

// Program judges the scripts of a program with some files, whose facts or outlines are given, and then all files together.
func Program(w *apply.Worker, t *Telling, p *program.Program, files []*facts.Facts, memo Memo) (apply.Said, Asked) {
	w.Begin("")
	p.Frameworks = w.Config.Frameworks
	said := judgeScripts(w, t.of(files), p, memo)
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
	w.Said.Trained = said.Trained
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
	*Telling
	memo    Memo
	worker  *apply.Worker
	program *program.Program
	entries []*entry
	waiting []*entry // those that come to trainings
	said    apply.Said
	starts  map[string]bool // scripts that do something as such
}

// judgeScripts judges the scripts of a linked program, and gives it the accounts of their stories.
func judgeScripts(w *apply.Worker, t *Telling, p *program.Program, memo Memo) apply.Said {
	b := &bench{Telling: t, memo: memo, worker: w, program: p, starts: map[string]bool{}}
	scripts := memo.Scripts(func() Scripts { return scriptsOf(w, p) })
	for _, script := range scripts.Starts {
		b.starts[script] = true
	}
	b.follow(scripts.Paths)
	for _, together := range meet(b.waiting) {
		b.judge(together)
	}
	for _, e := range b.entries {
		if e.Matters {
			p.Accounts = append(p.Accounts, e.Account)
		}
	}
	b.said.Trained = b.trained()
	return b.said
}

// trained returns the files that those scripts of the program come to which train, recognised or not.
func (b *bench) trained() (files []string) {
	for _, e := range b.entries {
		if e.Account.Starts || e.Miss != "" {
			files = append(files, e.Account.Files...)
		}
	}
	slices.Sort(files)
	return slices.Compact(files)
}

// follow goes through the scripts in their order, as far as there are steps for them.
func (b *bench) follow(scripts []string) {
	left, whole := maxSteps, b.worker.Config.Reports == nil
	if !whole {
		left = maxSteps / quickly
	}
	for i, script := range scripts {
		if b.worker.Ctx.Err() != nil || left <= 0 && !whole {
			return
		}
		if left <= 0 {
			b.beyond(scripts[i:])
			return
		}
		e := b.enter(script, limitOf(left))
		left -= e.Steps
		b.entries = append(b.entries, e)
		if e.Miss != "" && b.starts[script] {
			b.notFollowed(script, e.Miss, e.Followed)
		}
		switch {
		case !e.Matters:
			e.story = nil
		case len(e.Meets) > 0:
			b.waiting = append(b.waiting, e)
		default:
			b.judge([]*entry{e})
		}
	}
}

// judge says what there is to say of scripts that come to the same trainings.
func (b *bench) judge(together []*entry) {
	of := make([]*Followed, len(together))
	for i, e := range together {
		of[i] = e.Followed
	}
	j := b.memo.Judge(of, func() (*Judgement, bool) { return b.judged(together) })
	for _, e := range together {
		e.story = nil
	}
	if b.worker.Ctx.Err() == nil {
		b.said.Findings = append(b.said.Findings, j.Findings...)
		b.said.Notices = append(b.said.Notices, j.Notices...)
	}
}

// judged runs the rules over the stories of some scripts, which are told if they were not.
func (b *bench) judged(together []*entry) (j *Judgement, isSound bool) {
	p := &program.Program{Frameworks: b.program.Frameworks}
	for _, e := range together {
		if e.story == nil {
			e.story = b.tellWithin(e.Account.Script, e.limit)
		}
		p.Stories = append(p.Stories, e.story)
	}
	j = &Judgement{}
	w := b.worker
	w.Begin("")
	w.Around = w.Job.Around.Noting(j.Asked.Note)
	w.RunOnProgram(p, nil)
	j.Said = w.Said
	return j, !j.Failed() && w.Ctx.Err() == nil
}
