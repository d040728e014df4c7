package record

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// An Event is a call that leaves the project, a change of something outside it, or a look at a checkpoint.
type Event struct {
	Call value.ID // the result, which knows its callee and arguments; 0 for an assignment
	// Set is of an assignment to an attribute, or of what is appended to a list. One to a name, whose Object is Nothing, is told if it
	// depends on a comparison.
	Set Set
	// Read is what is under a key of a checkpoint, where it is looked for.
	Read    value.ID
	Handles value.Value // the exceptions that a handler is for, where it begins
	// Instead is what the body of a try statement returns that has a handler after which the code goes on, told where it does.
	Instead value.Value
	At      value.Place
	Mark    bool          // a line that is watched is come to
	Leaves  bool          // a loop is left, by a break that depends on a condition
	Finally bool          // it happens in a finally clause, whatever has happened before
	Tried   bool          // exceptions that it raises are handled
	Alone   bool          // nothing that the script starts leads there: a function of it was run by itself
	Imports bool          // it happens when a module is imported
	Root    int32         // tells the functions apart that were run by themselves; 0 for what the script starts
	Around  []Around      // the loops and conditions around, outermost first, over function boundaries
	Within  []string      // the context managers and decorators around, by dotted name, outermost first
	Way     []value.Place // the calls of the project's functions that lead there, outermost first
	In      string        // the function whose code it is, by its qualified name
}

// PartsFrom returns the first call on the way to the event that does not lead to another one, too, and whether there is one.
func (e *Event) PartsFrom(other *Event) (at value.Place, ok bool) {
	for i, at := range e.Way {
		if i >= len(other.Way) || other.Way[i] != at {
			return at, true
		}
	}
	return at, false
}

// An Around is a loop or a condition that something happens in.
type Around struct {
	Loop  int // its index in [Record.Loops]; -1 for a condition
	Guard Guard
	Way   uint32 // tells runs of the block's function apart by the calls that lead there
}

// Loops returns the loops around an event, outermost first, as indexes in [Record.Loops].
func (e *Event) Loops() (all []int) {
	for _, a := range e.Around {
		if a.Loop >= 0 {
			all = append(all, a.Loop)
		}
	}
	return all
}

// InnerLoop returns the innermost loop around an event, as an index in [Record.Loops], and whether there is one.
func (e *Event) InnerLoop() (loop int, ok bool) {
	for _, a := range slices.Backward(e.Around) {
		if a.Loop >= 0 {
			return a.Loop, true
		}
	}
	return 0, false
}

// A Set is an assignment to an attribute of an object.
type Set struct {
	Object    value.Value
	Attribute string
	Value     value.Value
	Compared  bool // it is no assignment but a comparison whose result is dropped
}

// Appended stands for the attribute where something from outside the project is appended to a list.
const Appended = "[]"

// A Loop is a loop that was run.
type Loop struct {
	At   value.Place
	Over value.Value // what for iterates over
	In   string      // the function that it is written in, by its qualified name
	Hook string      // the framework call that runs it, "" for a loop of the project's
	Name string      // which of the framework's loops it is: epoch, training batch
}

// A Guard is a condition, and which way it went.
type Guard struct {
	Condition value.Value
	At        value.Place
	Holds     bool
	ByDefault value.Truth // whether it goes that way if the user sets nothing
	Compares  bool        // it is a comparison of something outside the project
}
