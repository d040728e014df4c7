package lint

import (
	"context"
	"fmt"
	"slices"

	"github.com/agentlint/agentlint/internal/forest"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/facts"
	runner "github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/tell"
)

// An entry is a script of a program on the way to what rules say of its story.
type entry struct {
	keptEntry
	story *story.Story // nil if it has not been told in this run, or is judged already
	limit int          // of the steps that it may take
}

// A bench judges the scripts of one program: each by itself, and those together that come to the same training. What it says of
// them follows from the files that they come to, and what they look for and do not find, and from nothing else.
type bench struct {
	*telling
	judge   *worker
	program *program.Program
	entries []*entry
	waiting []*entry // those that come to trainings
	said    outcome
	basis   basis
}

// The bounds of the stories of one program: how many steps they take together, by how much less that is if somebody waits for what
// is found in one file, which part of those that are left one script may take, and how many it may take as long as any are left. A
// step takes some 100 bytes.
const (
	maxSteps = 3_000_000
	quickly  = 5
	share    = 10
	minSteps = 10_000
)

// limits are the numbers of steps that scripts may take: few, so that it seldom changes when the ones before take more or fewer.
var limits = []int{minSteps, 20_000, 50_000, 100_000, 200_000, maxSteps / share}

// limitOf returns how many steps a script may take when so many are left for it and those after it.
func limitOf(left int) int {
	for _, limit := range limits {
		if left/share <= limit {
			return limit
		}
	}
	return limits[len(limits)-1]
}

// judgeScripts judges the scripts of a linked program, and gives it the accounts of their stories.
func (w *worker) judgeScripts(p *program.Program) *bench {
	b := &bench{telling: w.r.tellingOf(p), judge: w, program: p}
	b.follow(p.Scripts(w.r.cfg.Reports))
	for _, together := range meet(b.waiting) {
		b.rule(together)
	}
	for _, e := range b.entries {
		if e.Matters {
			p.Accounts = append(p.Accounts, e.Account)
		}
	}
	return b
}

// follow goes through the scripts in their order, as far as there are steps for them.
func (b *bench) follow(scripts []string) {
	left, whole := maxSteps, b.judge.r.cfg.Reports == nil
	if !whole {
		left = maxSteps / quickly
	}
	for i, script := range scripts {
		if b.judge.ctx.Err() != nil || left <= 0 && !whole {
			return
		}
		if left <= 0 {
			b.beyond(scripts[i:])
			return
		}
		e := b.enter(script, limitOf(left))
		left -= e.Steps
		b.entries = append(b.entries, e)
		if e.Miss != "" && b.program.StartsSomething(script) {
			b.notFollowed(script, e.Miss, e)
		}
		switch {
		case !e.Matters:
			e.story = nil
		case len(e.Meets) > 0:
			b.waiting = append(b.waiting, e)
		default:
			b.rule([]*entry{e})
		}
	}
}

// enter returns a script as it was kept if nothing that it touches has changed, or else with its story.
func (b *bench) enter(script string, limit int) *entry {
	e := &entry{limit: limit}
	if b.judge.r.memory != nil {
		b.basis.keys = append(b.basis.keys, b.judge.r.memory.entryKey(script))
	}
	if b.recallEntry(e, script) {
		return e
	}
	b.tellEntry(e, script)
	b.keepEntry(e)
	return e
}

// tellEntry runs a script, and takes from its story what is kept of it.
func (b *bench) tellEntry(e *entry, script string) {
	told := b.tellWithin(script, e.limit)
	b.judge.begin("")
	e.story = told
	e.keptEntry = keptEntry{
		Limit: e.limit, Steps: told.Record.Steps, IsCut: told.Record.Cut, Touched: b.touched, Looked: b.project.Modules.Looked(),
		Account: b.judge.account(told), Matters: told.Matters(),
	}
	if miss, ok := tell.MissOf(told); ok {
		e.Miss, e.Sign = miss.Why, program.NoteOf(miss.At, "", 0)
	}
	for i := range told.Trainings {
		if t := (program.Told{Story: told, Training: &told.Trainings[i]}); !t.Training.Alone() {
			e.Meets = append(e.Meets, program.NoteOf(told.Place(t.Training), "", 0))
		}
	}
	e.ID = b.identify(&e.keptEntry, script)
	b.said.notices = append(b.said.notices, b.judge.out.notices...)
}

// account returns what rules keep of a story.
func (w *worker) account(told *story.Story) *program.Account {
	a := program.AccountOf(told)
	if !told.Matters() {
		return a
	}
	for _, rule := range w.r.project {
		if rule.Notes != nil {
			w.guard(rule, func() {
				if notes := rule.Notes(told); len(notes) > 0 {
					a.Notes[rule.Analyzer().Name] = notes
				}
			})
		}
	}
	return a
}

// A place is that of a training.
type place struct {
	path string
	at   facts.Span
}

// meet puts scripts that come to the same trainings together, each in the order of the scripts.
func meet(all []*entry) (groups [][]*entry) {
	f := forest.New(len(all))
	first := map[place]int{}
	for i, e := range all {
		for _, m := range e.Meets {
			at := place{e.Account.Files[m.File], m.Span}
			if other, ok := first[at]; ok {
				f.Join(i, other)
			} else {
				first[at] = i
			}
		}
	}
	index := map[int]int{} // of groups, by root
	for i, e := range all {
		root := f.Root(i)
		if _, ok := index[root]; !ok {
			index[root] = len(groups)
			groups = append(groups, nil)
		}
		groups[index[root]] = append(groups[index[root]], e)
	}
	return groups
}

// rule says what there is to say of scripts that come to the same trainings.
func (b *bench) rule(together []*entry) {
	key := b.judgementKey(together)
	k := b.recallJudgement(key)
	if k == nil {
		k = b.judged(together)
		b.keepJudgement(key, k, together)
	}
	for _, e := range together {
		e.story = nil
	}
	if b.judge.ctx.Err() != nil {
		return
	}
	b.said.findings = append(b.said.findings, b.judge.r.findings(k.Findings)...)
	b.said.notices = append(b.said.notices, k.Notices...)
	b.basis.add(k.Asked, together)
	if key != "" {
		b.basis.keys = append(b.basis.keys, key)
	}
}

// judged runs the rules over the stories of some scripts, which are told if they were not.
func (b *bench) judged(together []*entry) *judgement {
	p := &program.Program{Frameworks: b.program.Frameworks}
	for _, e := range together {
		if e.story == nil {
			e.story = b.tellWithin(e.Account.Script, e.limit)
		}
		p.Stories = append(p.Stories, e.story)
	}
	k := &judgement{}
	w := b.judge
	w.begin("")
	w.around = w.r.around.Noting(k.Asked.note)
	w.checkProgram(w.ctx, p, nil)
	k.Findings, k.Notices = w.r.numbered(w.out.findings), w.out.notices
	return k
}

// beyond says of the scripts that are not followed any more that they are not, and which of them train.
func (b *bench) beyond(scripts []string) {
	why := fmt.Sprintf("following the ones before it took over %d steps", maxSteps)
	b.said.notices = append(b.said.notices, Notice{Kind: Skipped, Path: scripts[0], Message: "as a script, like those after it: " + why})
	for _, script := range scripts {
		if file := b.project.Load(script); file != nil && b.program.StartsSomething(script) && slices.ContainsFunc(file.Symbols, tell.MayMeanTraining) {
			b.notFollowed(script, "it is one of many scripts of a program: "+why, nil)
		}
	}
}

// notFollowed says that a script trains in a way that is not understood: one that was entered, or nil.
func (b *bench) notFollowed(script, why string, e *entry) {
	b.said.notices = append(b.said.notices, Notice{Kind: NotFollowed, Path: script, Message: why})
	if e == nil {
		b.program.Miss(why, &program.Account{Files: []string{script}}, &program.Note{File: -1})
		return
	}
	b.program.Miss(why, e.Account, &e.Sign)
}

// tellAll tells the stories of all scripts of a linked program.
func (r *run) tellAll(ctx context.Context, p *program.Program) {
	t, left := r.tellingOf(p), maxSteps
	for _, script := range p.Scripts(nil) {
		if ctx.Err() != nil || left <= 0 {
			return
		}
		told := t.tellWithin(script, limitOf(left))
		if left -= told.Record.Steps; told.Matters() {
			p.Stories = append(p.Stories, told)
		}
	}
}

// tellWithin tells a story that may take so many steps.
func (t *telling) tellWithin(script string, limit int) *story.Story {
	defer t.worker.start(Telling)()
	t.worker.r.retold.Add(1)
	t.project.MaxSteps = min(runner.MaxSteps, limit)
	return t.tell(script)
}
