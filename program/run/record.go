package run

import (
	"github.com/agentlint/agentlint/program/value"
)

// A Record is what a run leaves.
type Record struct {
	Script string
	Heap   *value.Heap
	Files  []string // by the numbers that places have
	Loops  []Loop
	Events []Event // in the order in which they happen, once each
	Cut    bool    // the program was too large to be followed to its end

	reasons []string
}

// An Event is a call that leaves the project, or a change of something outside it.
type Event struct {
	Call   value.ID // the result, which knows its callee and arguments; 0 for an assignment
	Set    Set      // of an assignment to an attribute
	At     value.Place
	Loops  []int         // the loops around, outermost first, over function boundaries: indexes in [Record.Loops]
	Guards []Guard       // what must hold
	Within []string      // the context managers and decorators around, by dotted name, outermost first
	Way    []value.Place // the calls of the project's functions that lead there, outermost first
}

// A Set is an assignment to an attribute of an object.
type Set struct {
	Object    value.Value
	Attribute string
	Value     value.Value
}

// A Loop is a loop that was run.
type Loop struct {
	At   value.Place
	Over value.Value // what for iterates over
	Hook string      // the framework call that runs it, "" for a loop of the project's
}

// A Guard is a condition, and which way it went.
type Guard struct {
	Condition value.Value
	At        value.Place
	Holds     bool
	ByDefault Truth // whether it goes that way if the user sets nothing
}

// A Truth is what is known of a condition.
type Truth uint8

// The answers to a condition.
const (
	Open Truth = iota
	Yes
	No
)

func (t Truth) not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Open
}
