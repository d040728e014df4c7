package judge

import (
	"fmt"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/agentlint/agentlint/lint/apply"
	"github.com/agentlint/agentlint/program"
)

// A seat is where one works at a bench: follows or judges one script after the other.
type seat struct {
	*bench
	*Telling
	worker *apply.Worker
}

// take returns a seat that nobody has, and leave gives it back.
func (b *bench) take() *seat {
	b.mu.Lock()
	defer b.mu.Unlock()
	if n := len(b.seats); n > 0 {
		s := b.seats[n-1]
		b.seats = b.seats[:n-1]
		return s
	}
	return &seat{bench: b, Telling: b.sit(), worker: apply.NewWorker(b.worker.Ctx, b.worker.Job)}
}

func (b *bench) leave(s *seat) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.seats = append(b.seats, s)
}

// each does n things, which are begun in their order, as many at once as the crew has room for, until all are done or the context is. It
// panics if one of them does.
func (b *bench) each(n int, do func(s *seat, i int)) {
	var next atomic.Int64
	var group sync.WaitGroup
	var panicked atomic.Value
	var work func()
	work = func() {
		s := b.take()
		defer b.leave(s)
		defer func() {
			if cause := recover(); cause != nil {
				next.Store(int64(n))
				panicked.Store(fmt.Sprintf("%v\n%s", cause, debug.Stack()))
			}
		}()
		for i := int(next.Add(1)) - 1; i < n && b.worker.Ctx.Err() == nil; i = int(next.Add(1)) - 1 {
			if i+1 < n && b.worker.Crew.TryJoin() {
				group.Go(func() {
					defer b.worker.Crew.Leave()
					work()
				})
			}
			do(s, i)
		}
	}
	work()
	group.Wait()
	if cause := panicked.Load(); cause != nil {
		panic(cause)
	}
}

// judge says what there is to say of scripts that come to the same trainings.
func (s *seat) judge(together []*entry) *Judgement {
	of := make([]*Followed, len(together))
	for i, e := range together {
		of[i] = e.Followed
	}
	j := s.memo.Judge(of, func() (*Judgement, bool) { return s.judged(together) })
	for _, e := range together {
		e.story = nil
	}
	return j
}

// judged runs the rules over the stories of some scripts, which are told if they were not.
func (s *seat) judged(together []*entry) (j *Judgement, isSound bool) {
	p := &program.Program{Frameworks: s.program.Frameworks}
	for _, e := range together {
		if e.story == nil {
			e.story = s.tellWithin(e.Account.Script, e.limit)
		}
		p.Stories = append(p.Stories, e.story)
	}
	j = &Judgement{}
	w := s.worker
	w.Begin("")
	w.Around = w.Job.Around.Noting(j.Asked.Note)
	w.RunOnProgram(p, nil)
	j.Said = w.Said
	return j, !j.Failed() && w.Ctx.Err() == nil
}
