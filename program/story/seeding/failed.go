package seeding

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// noneFor is the call that reads data if a condition is that there is None for it, since a handler goes on after the call has failed.
func noneFor(s *story.Story, g record.Guard) (*story.Step, bool) {
	h := s.Record.Heap
	for _, id := range h.All(g.Condition) {
		o := h.Object(id)
		if o.Why != value.Condition {
			continue
		}
		missing, holds := o.Of, true // not
		if len(o.Args) == 2 && (o.Operator == code.Is || o.Operator == code.IsNot) && isNone(h, o.Args[1].Value) {
			missing, holds = o.Args[0].Value, o.Operator == code.Is
		}
		if holds != g.Holds || !isNone(h, missing) {
			continue
		}
		if read, ok := triedRead(s, missing); ok {
			return read, true
		}
	}
	return nil, false
}

// isNone reports whether a value may be the literal None.
func isNone(h *value.Heap, v value.Value) bool {
	return slices.ContainsFunc(h.All(v), func(id value.ID) bool {
		o := h.Object(id)
		return o.Kind == value.Literal && o.Literal == code.None
	})
}

// triedRead is the call that reads what a value is made of, if its failure is handled.
func triedRead(s *story.Story, v value.Value) (*story.Step, bool) {
	made := s.Origins(v)
	for i := range s.Calls {
		if c := &s.Calls[i]; c.Event.Tried && readsData.MatchString(c.Name) && slices.Contains(made, c.Event.Call) {
			return c, true
		}
	}
	return nil, false
}

// failedBefore is the call that reads data before another call in the same function, which returns what is read: the other call is
// come to only if that fails, or if something is wrong with the data.
func failedBefore(s *story.Story, c *story.Step) (*story.Step, bool) {
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Instead == value.Nothing || !follows(c.Event, e) || isAskedFor(c.Event, e) {
			continue
		}
		if read, ok := triedRead(s, e.Instead); ok && leadsFrom(read, e.At) && !readsAgain(s, c, e) {
			return read, true
		}
	}
	return nil, false
}

// follows reports whether an event comes after a statement in the call of a function that runs the statement.
func follows(event, statement *record.Event) bool {
	n := len(statement.Way)
	if len(event.Way) < n || !slices.Equal(event.Way[:n], statement.Way) || event.Root != statement.Root {
		return false
	}
	at, in := event.At, event.In
	if len(event.Way) > n {
		at, in = event.Way[n], statement.In
	}
	return at.File == statement.At.File && at.Span.Start >= statement.At.Span.End && in == statement.In
}

// isAskedFor reports whether an option decides whether an event happens after a statement.
func isAskedFor(event, statement *record.Event) bool {
	return slices.ContainsFunc(event.Around[min(len(statement.Around), len(event.Around)):], func(a record.Around) bool {
		return a.Loop < 0 && a.Guard.ByDefault != value.Open
	})
}

// readsAgain reports whether data is read on the way from a statement to a call: something else, of which the call may make more.
func readsAgain(s *story.Story, c *story.Step, statement *record.Event) bool {
	return slices.ContainsFunc(s.Calls, func(other story.Step) bool {
		n := len(other.Event.Around)
		return readsData.MatchString(other.Name) && other.Order < c.Order && follows(other.Event, statement) &&
			n <= len(c.Event.Around) && slices.Equal(other.Event.Around, c.Event.Around[:n])
	})
}
