// Package failure answers what becomes of a training that fails or is told to stop.
package failure

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Opened is a resource that a script must close itself.
type Opened struct {
	What string // a process group
	At   value.Place
}

// LeftOpen are the resources that stay open if a training fails: no with statement closes them, no try statement is around the
// training, and nothing is done at the exit of the process.
func LeftOpen(s *story.Story, t *story.Training) (left []Opened) {
	if seesToFailure(s, t) {
		return nil
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		switch {
		case c.Facts == nil || c.Event.Alone && !s.Snippet:
		case c.Facts.Shuts:
			return nil
		case c.Facts.Opens != "" && c.Order < t.Step.Order && !c.Event.Tried && !isManaged(s, c):
			left = append(left, Opened{c.Facts.Opens, c.Event.At})
		}
	}
	return left
}

// seesToFailure reports whether a handler is run when a training fails, or a finally clause that closes something.
func seesToFailure(s *story.Story, t *story.Training) bool {
	return t.Step.Event.Tried || slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return c.Event.Finally && c.Order > t.Step.Order && (c.Facts != nil && c.Facts.Closes || closing.MatchString(method))
	})
}

// closing matches the names of functions that close something, wherever they come from.
var closing = pattern.New(`(?i)close|destroy|clean_?up|shut_?down|teardown|finish|terminate|stop|exit|^end`)

// isManaged reports whether a with statement of the function that opens a resource closes it, or one anywhere if an object has it.
func isManaged(s *story.Story, opened *story.Step) bool {
	name := s.Record.Heap.Object(opened.Event.Call).Name
	name = name[:max(len(name)-len("()"), 0)]
	return slices.ContainsFunc(s.Calls[s.Made[opened.Event.Call]:], func(c story.Step) bool {
		return slices.Contains(c.Event.Within, name) && (c.Event.In == opened.Event.In || s.IsAttribute(opened.Event.Call))
	}) || isEntered(s, opened.Event.Call)
}

// isEntered reports whether a stack of context managers is given a resource.
func isEntered(s *story.Story, resource value.ID) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		return (method == "enter_context" || method == "closing") && len(c.Object.Args) > 0 &&
			slices.Contains(s.Record.Heap.All(c.Object.Args[0].Value), resource)
	})
}
