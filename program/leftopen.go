package program

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
)

// An Opened is a resource that a script must close itself.
type Opened struct {
	What string // a process group
	At   Range
}

// LeftOpen answers which resources stay open if the training fails: no with closes them, and no try is around it.
func (e *Entry) LeftOpen(t *Training) (left []Opened) {
	if e.isTried(t) {
		return nil
	}
	for site, names := range e.callsIn(opensOrShuts) {
		for _, name := range names {
			switch c := framework.Lookup(name); {
			case c == nil:
			case c.Shuts:
				return nil // atexit closes
			case c.Opens != "" && !site.isManaged():
				left = append(left, Opened{c.Opens, site.at()})
			}
		}
	}
	return left
}

var opensOrShuts = askNames(func(name string) bool {
	c := framework.Lookup(name)
	return c != nil && (c.Shuts || c.Opens != "")
}).question

// isManaged reports whether a with statement closes what a call opens.
func (s callSite) isManaged() bool {
	return slices.ContainsFunc(s.fn.Blocks, func(b Block) bool {
		return b.Kind == With && slices.ContainsFunc(b.On, func(v Value) bool { return v.Text == s.call().Callee || s.assigns(v) })
	}) || s.call().Block >= 0 && s.fn.Blocks[s.call().Block].Kind == Try
}

// assigns reports whether the result of the call goes into the name that a value is.
func (s callSite) assigns(v Value) bool {
	return slices.ContainsFunc(s.fn.Assigns, func(a Assign) bool {
		return a.Span.contains(s.call().Span) && slices.ContainsFunc(a.Targets, func(t string) bool { return slices.Contains(v.Names(), t) })
	})
}

// isTried reports whether a try statement, here or in a caller, sees to it when the training fails.
func (e *Entry) isTried(t *Training) bool {
	if t.loop >= 0 && t.fn.isTried(t.fn.Loops[t.loop].Block) {
		return true
	}
	for _, stack := range e.stacks(t.fn) {
		for _, site := range stack {
			if site.fn.isTried(site.call().Block) {
				return true
			}
		}
	}
	return false
}

// isTried reports whether a block lies in the body of a try statement, all of which have a handler or a finally clause.
func (fn *Function) isTried(block int) bool {
	for ; block >= 0; block = fn.Blocks[block].Parent {
		if fn.Blocks[block].Kind == Try {
			return true
		}
	}
	return false
}
