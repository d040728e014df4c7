package program

import (
	"slices"
)

// maxStack bounds how many calls are climbed from a function, and maxStacks the ways in which calls lead to one that are told apart.
const (
	maxStack  = 8
	maxStacks = 16
)

// stacks returns the chains of calls that lead to a function; one that nothing calls has an empty chain.
func (e *Entry) stacks(fn *function) [][]callSite {
	return once(&e.chains, fn, func() [][]callSite { return e.climb(fn, nil) })
}

func (e *Entry) climb(fn *function, below []callSite) (out [][]callSite) {
	for _, site := range e.callers[fn] {
		isLoop := slices.ContainsFunc(below, func(s callSite) bool { return s.fn == site.fn })
		if isLoop || len(below) == maxStack || len(out) >= maxStacks {
			continue
		}
		out = append(out, e.climb(site.fn, append([]callSite{site}, below...))...)
	}
	if len(out) == 0 {
		out = append(out, below)
	}
	return out[:min(len(out), maxStacks)]
}
