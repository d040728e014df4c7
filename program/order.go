package program

import (
	"cmp"
	"iter"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
)

// inOrder yields the calls of a run in the order in which they are made, with the names of what they call outside the
// project. It goes depth first through the project's functions and enters each once; branches are taken one after the
// other, and a function that is handed over is taken to run at once. What only a framework calls does not come up.
func (e *Entry) inOrder() iter.Seq2[callSite, []string] {
	return func(yield func(callSite, []string) bool) {
		w := walk{entry: e, entered: map[*function]bool{}, yield: yield}
		for _, root := range e.roots {
			w.enter(root)
		}
	}
}

// A walk is under way through the calls of a run.
type walk struct {
	entry   *Entry
	entered map[*function]bool
	yield   func(callSite, []string) bool
	stopped bool
}

// A step is a call or import in a function.
type step struct {
	at     int     // bytes: when it happens, relative to other steps
	call   int     // index in Function.Calls, or -1
	module *module // what is imported
}

func (w *walk) enter(fn *function) {
	if w.entered[fn] {
		return
	}
	w.entered[fn] = true
	for _, s := range w.steps(fn) {
		switch {
		case w.stopped:
			return
		case s.module != nil:
			w.enter(s.module.body)
		case w.entry.runs(fn, s.call):
			w.call(callSite{fn, s.call})
		}
	}
}

func (w *walk) call(site callSite) {
	t := site.fn.targets[site.index]
	if !w.yield(site, t.external) {
		w.stopped = true
		return
	}
	for callee := range t.all() {
		w.enter(callee)
	}
}

// steps are what a function does, in order: a call happens where it ends, once its arguments have been evaluated.
func (w *walk) steps(fn *function) (steps []step) {
	for i := range fn.Calls {
		steps = append(steps, step{at: fn.Calls[i].Span.End, call: i})
	}
	if fn == fn.module.body {
		for _, imp := range fn.module.facts.Imports {
			for _, m := range w.entry.program.importedBy(fn.module, imp) {
				steps = append(steps, step{at: imp.Span.Start, call: -1, module: m})
			}
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return cmp.Compare(a.at, b.at) })
	return steps
}

// A timeline says what is made when in a run, and from when on generators are seeded.
type timeline struct {
	calls  map[*Call]int            // when a call is made
	seeded map[framework.Domain]int // when a generator is first seeded, as far as code shows
	anyway int                      // when a call is made that may seed all of them
}

// never is later than everything in a timeline.
const never = int(^uint(0) >> 1)

// timeline returns the entry's timeline, which is made once.
func (e *Entry) timeline() *timeline {
	if e.times != nil {
		return e.times
	}
	e.times = &timeline{calls: map[*Call]int{}, seeded: map[framework.Domain]int{}, anyway: never}
	for site, names := range e.inOrder() {
		now := len(e.times.calls)
		e.times.calls[site.call()] = now
		for _, name := range names {
			for _, d := range site.call().seedsOf(name) {
				if _, ok := e.times.seeded[d]; !ok {
					e.times.seeded[d] = now
				}
			}
			if framework.Lookup(name) == nil && site.call().maySeed(name) {
				e.times.anyway = min(e.times.anyway, now)
			}
		}
	}
	return e.times
}

// seededAt answers whether a generator is seeded when a call is made; one that the order does not tell about counts as
// seeded if anything seeds the generator.
func (e *Entry) seededAt(d framework.Domain, call *Call) bool {
	times := e.timeline()
	now, ok := times.calls[call]
	if at, seeded := times.seeded[d]; seeded && (!ok || at <= now) || times.anyway <= now {
		return true
	}
	if ok {
		return false
	}
	s := e.Seeding()
	return s.Unknown != "" || slices.ContainsFunc(s.Seeded, func(seed Seed) bool { return seed.Domain == d })
}

// plain is a name as a message shows it, without the marks of what did not resolve.
func plain(name string) string { return strings.TrimLeft(name, "~?.") }
