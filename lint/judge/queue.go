package judge

import "sync"

// A queue is the scripts of a program on their way through a bench. They are followed several at once, and settled in their order, since how
// many steps one may take follows from what those before it took.
type queue struct {
	*bench
	scripts []string
	isWhole bool // nobody waits for what is found in one file

	mu      sync.Mutex
	entries []*entry // that were followed, but are not settled
	settled int
	left    int  // steps
	isOver  bool // the rest is not followed any more
}

// follow goes through the scripts in their order, as far as there are steps for them.
func (b *bench) follow(scripts []string) {
	q := &queue{bench: b, scripts: scripts, isWhole: b.worker.Config.Reports == nil, entries: make([]*entry, len(scripts)), left: maxSteps}
	switch {
	case b.worker.Config.Glance:
		q.left = maxSteps / hastily
	case !q.isWhole:
		q.left = maxSteps / quickly
	}
	b.each(len(scripts), q.followOne)
}

// followOne follows a script with as many steps as it may take by what is known, and settles those that can be.
func (q *queue) followOne(s *seat, i int) {
	limit, isOver := q.limit()
	if isOver {
		return
	}
	e := s.enter(q.scripts[i], limit)
	q.mu.Lock()
	defer q.mu.Unlock()
	for q.entries[i] = e; !q.isOver && q.settled < len(q.entries) && q.entries[q.settled] != nil; q.settled++ {
		q.settle(s, q.entries[q.settled])
		q.entries[q.settled] = nil
	}
}

// limit returns how many steps a script may take at most, and whether none is followed any more.
func (q *queue) limit() (steps int, isOver bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	return limitOf(q.left), q.isOver
}

// settle is done with a script. All those before it are settled, so that it is known how many steps it may take: if these are fewer than it
// was given, it is followed again.
func (q *queue) settle(s *seat, e *entry) {
	if q.worker.Ctx.Err() != nil {
		q.isOver = true
		return
	}
	if limit := limitOf(q.left); limit != e.limit {
		e = s.enter(q.scripts[q.settled], limit)
	}
	q.left -= e.Steps
	q.done(e)
	if q.open != nil && len(q.open) == 0 {
		q.isOver = true // all is known that was asked
		return
	}
	if q.left > 0 || q.settled+1 == len(q.scripts) {
		return
	}
	if q.isOver = true; q.isWhole {
		s.beyond(q.scripts[q.settled+1:])
	}
}
