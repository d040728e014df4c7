package program

import (
	"slices"
	"strings"
)

// A question is one about a function that has the same answer in all scripts that lead to it. Many scripts may lead to the same
// thousands of functions: the answer is kept with the function, so that each looks only into those for which it holds.
type question struct {
	bit  uint64
	find func(fn *function) bool
}

// asked is how many questions there are. A function has a bit for each of them.
var asked int

// ask returns a question about functions. There are as many as variables of this package.
func ask(find func(fn *function) bool) *question {
	if asked++; asked > 64 {
		panic("more questions than bits")
	}
	return &question{1 << (asked - 1), find}
}

// askCalls returns the question whether something holds for one of a function's calls.
func askCalls(is func(site callSite) bool) *question {
	return ask(func(fn *function) bool {
		for i := range fn.Calls {
			if is(callSite{fn, i}) {
				return true
			}
		}
		return false
	})
}

// holds reports whether the answer for a function is yes.
func (q *question) holds(fn *function) bool {
	if fn.asked&q.bit == 0 {
		fn.asked |= q.bit
		if q.find(fn) {
			fn.answers |= q.bit
		}
	}
	return fn.answers&q.bit != 0
}

// A nameQuestion is whether one of a function's calls has a name, as written or as resolved, for which something holds.
type nameQuestion struct {
	is func(name string) bool
	*question
}

func askNames(is func(name string) bool) nameQuestion {
	return nameQuestion{is, askCalls(func(site callSite) bool { return site.isNamed(is) || is(strings.TrimPrefix(site.call().Callee, "?")) })}
}

// isNamed reports whether what is called has a name, as written or as resolved, for which is holds.
func (s callSite) isNamed(is func(name string) bool) bool {
	return is(s.call().Callee) || slices.ContainsFunc(s.fn.targets[s.index].external, is)
}

// lacks reports whether a question holds for none of the entry's functions, which is asked for each of its trainings.
func (e *Entry) lacks(q *question) bool {
	if e.asked&q.bit == 0 {
		e.asked |= q.bit
		if slices.ContainsFunc(e.reached, q.holds) || slices.ContainsFunc(e.all, q.holds) {
			e.answers |= q.bit
		}
	}
	return e.answers&q.bit == 0
}

// anywhere finds a call that has a name of a kind in the entry's files.
func (e *Entry) anywhere(kind nameQuestion) (Range, bool) {
	if e.lacks(kind.question) {
		return Range{}, false
	}
	return e.everything().call(kind)
}

// callsIn yields every call that running the entry leads to in functions for which a question holds, with the names of what it
// calls outside the project.
func (e *Entry) callsIn(q *question) func(yield func(callSite, []string) bool) {
	return func(yield func(callSite, []string) bool) {
		if e.lacks(q) {
			return
		}
		for _, fn := range e.reached {
			if !q.holds(fn) {
				continue
			}
			for i := range fn.Calls {
				if e.runs(fn, i) && !yield(callSite{fn, i}, fn.targets[i].external) {
					return
				}
			}
		}
	}
}
