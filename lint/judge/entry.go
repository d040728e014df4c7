package judge

import (
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/failure"
	"github.com/agentlint/agentlint/program/story/tell"
)

// An entry is a script of a program on the way to what rules say of its story.
type entry struct {
	*Followed
	story *story.Story // nil if it has not been told in this run, or is judged already
	limit int          // of the steps that it may take

	judgement *Judgement    // of that script alone; nil if it comes to trainings, or there is nothing to judge
	notices   []lint.Notice // of what failed while it was followed
}

// enter returns a script as it was kept if nothing that it touches has changed, or else with its story.
func (s *seat) enter(script string, limit int) *entry {
	e := &entry{limit: limit}
	e.Followed = s.memo.Follow(script, limit, func() (f *Followed, isSound bool) {
		e.story = s.tellAsked(script, limit)
		f = s.followed(e.story, limit)
		e.notices = s.worker.Said.Notices
		return f, !s.worker.Said.Failed() && s.worker.Ctx.Err() == nil
	})
	switch {
	case !e.Matters:
		e.story = nil
	case len(e.Meets) == 0:
		e.judgement = s.judge([]*entry{e})
	}
	return e
}

// tellAsked tells the story of a script, as far as anything may follow from it: if nothing is asked but what trainings come to, what a
// script does not start matters only where it trains.
func (s *seat) tellAsked(script string, limit int) *story.Story {
	if s.open == nil {
		return s.tellWithin(script, limit)
	}
	s.Project.IsStarted = true
	told := s.tellUpTo(script, limit)
	s.Project.IsStarted = false
	if _, isMissed := tell.MissOf(told); isMissed || program.AccountOf(told).Starts {
		return s.tellWithin(script, limit)
	}
	s.job.Told.Add(1)
	return told
}

// done says of a script that was followed what is known before others that come to the same trainings are.
func (b *bench) done(e *entry) {
	script := e.Account.Script
	b.entries = append(b.entries, e)
	b.close(e)
	b.said.Notices = append(b.said.Notices, e.notices...)
	if e.Miss != "" && b.isStarted(script) {
		b.notFollowed(script, e.Miss, e.Followed)
	}
	if b.tell(e.judgement); len(e.Meets) > 0 && e.Matters {
		b.waiting = append(b.waiting, e)
	}
}

// close notes the open files that a script comes to, if it trains, as far as all is known that is asked of them.
func (b *bench) close(e *entry) {
	if !e.trains() {
		return
	}
	for _, path := range e.Account.Files {
		spans, isOpen := b.open[path]
		if !isOpen {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(spans), func(s code.Span) bool {
			return slices.ContainsFunc(e.Stakes, func(k apply.Stake) bool { return k.Path == path && !k.Judges && s.Start <= k.At && k.At < s.End })
		})
		if b.open[path] = left; len(left) == 0 {
			delete(b.open, path)
		}
	}
}

// trains reports whether a script trains, recognised or not.
func (f *Followed) trains() bool { return f.Account.Starts || f.Miss != "" }

// followed takes from a story what is kept of it.
func (s *seat) followed(told *story.Story, limit int) *Followed {
	s.worker.Begin("")
	f := &Followed{
		Limit: limit, Steps: told.Record.Steps, IsCut: told.Record.Cut, Touched: s.touched, Looked: s.Project.Modules.Looked(), Asked: s.asked,
		Account: s.worker.AccountOf(told), Matters: told.Matters(),
	}
	if miss, ok := tell.MissOf(told); ok {
		f.Miss, f.Sign = miss.Why, program.NoteOf(miss.At, "", 0)
	}
	for i := range told.Trainings {
		if t := (program.Told{Story: told, Training: &told.Trainings[i]}); !t.Training.Alone() {
			f.Meets = append(f.Meets, program.NoteOf(told.Place(t.Training), "", 0))
		}
	}
	for _, stake := range failure.Stakes(told) {
		f.Stakes = append(f.Stakes, apply.Stake{Path: told.Record.Files[stake.At.File], At: stake.At.Span.Start, Judges: stake.Judges})
	}
	return f
}

// beyond says of the scripts that are not followed any more that they are not, and which of them train.
func (s *seat) beyond(scripts []string) {
	why := fmt.Sprintf("following the ones before it took over %d steps", maxSteps)
	s.said.Notices = append(s.said.Notices, lint.Notice{Kind: lint.Skipped, Path: scripts[0], Message: "as a script, like those after it: " + why})
	if s.starts == nil {
		return // finding out which of so many train takes longer than following them would have
	}
	for _, script := range scripts {
		if !s.isStarted(script) {
			continue
		}
		if file := s.Project.Load(script); file != nil && slices.ContainsFunc(file.Symbols, tell.MayMeanTraining) {
			s.notFollowed(script, "it is one of many scripts of a program: "+why, nil)
		}
	}
}

// notFollowed says that a script trains in a way that is not understood: one that was followed, or nil.
func (b *bench) notFollowed(script, why string, f *Followed) {
	b.said.Notices = append(b.said.Notices, lint.Notice{Kind: lint.NotFollowed, Path: script, Message: why})
	miss := program.Miss{Why: why, Account: &program.Account{Files: []string{script}}, Sign: &program.Note{File: -1}}
	if f != nil {
		miss.Account, miss.Sign = f.Account, &f.Sign
	}
	b.program.Misses = append(b.program.Misses, miss)
}
