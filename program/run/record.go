package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// A Record is what a run leaves.
type Record struct {
	Script string
	Heap   *value.Heap
	Files  []string // by the numbers that places have
	Loops  []Loop
	Events []Event // in the order in which they happen, once each
	// Functions are the project's functions that were run, by their qualified names, once each and in the order in which they were.
	Functions []string
	Reads     Reads
	Steps     int  // how many instructions were run
	Cut       bool // the program was too large to be followed to its end
	// CutShort is so if what the script starts itself was too large: only then may something be missing that it does.
	CutShort bool

	// Watched are the values of what was watched, as far as there were any; and Marks how often a mark was met.
	Watched map[code.Use]value.Value
	// Answers are what the project's functions return that a call outside is given, by the call and the name of the argument.
	Answers map[value.ID]map[string]value.Value
	// Launches are the calls that run a function of the project's in another process or thread, with what they are given for it.
	Launches map[value.ID]bool
	// Composed are the configurations that Hydra gives the functions that it decorates, by the call that makes the decorator.
	Composed map[value.ID]value.ID
	// Missing are the keys that are read of settings from files which do not have them.
	Missing []MissingKey
	Marks   int

	run *runner
}

// An Event is a call that leaves the project, a change of something outside it, or a look at a checkpoint.
type Event struct {
	Call value.ID // the result, which knows its callee and arguments; 0 for an assignment
	// Set is of an assignment to an attribute, or of what is appended to a list. One to a name, whose Object is Nothing, is told if it
	// depends on a comparison.
	Set    Set
	Mark   bool // a line that is watched is come to
	Leaves bool // a loop is left, by a break that depends on a condition
	// Read is what is under a key of a checkpoint, where it is looked for.
	Read    value.ID
	Handles value.Value // the exceptions that a handler is for, where it begins
	Finally bool        // it happens in a finally clause, whatever has happened before
	Tried   bool        // exceptions that it raises are handled
	At      value.Place
	Around  []Around      // the loops and conditions around, outermost first, over function boundaries
	Within  []string      // the context managers and decorators around, by dotted name, outermost first
	Alone   bool          // nothing that the script starts leads there: a function of it was run by itself
	Root    int32         // tells the functions apart that were run by themselves; 0 for what the script starts
	imports bool          // it happens when a module is imported
	Way     []value.Place // the calls of the project's functions that lead there, outermost first
	In      string        // the function whose code it is, by its qualified name
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
	ByDefault Truth // whether it goes that way if the user sets nothing
	compares  bool  // it is a comparison of something outside the project
}

// Crowded reports whether the program makes more calls than are noted.
func (r *Record) Crowded() bool { return len(r.Events) > maxEvents }

// MaxEvents is how many calls of one run are noted.
const MaxEvents = maxEvents

// Frameworks are the facts of what is outside the project with which it was run.
func (r *Record) Frameworks() *framework.Set { return r.run.project.Frameworks }

// Mentions reports whether a name that inScript wants is in the code of the script, or one that elsewhere wants in that of a file that
// is come to from there.
func (r *Record) Mentions(inScript, elsewhere func(name string) bool) bool {
	reached := map[int32]bool{}
	for _, e := range r.Events {
		reached[e.At.File] = reached[e.At.File] || !e.Alone && !e.imports
	}
	for path, m := range r.run.modules {
		wanted := elsewhere
		if path == r.Script {
			wanted = inScript
		} else if m == nil || !reached[m.number] {
			continue
		}
		if m != nil && slices.ContainsFunc(m.file.Symbols, wanted) {
			return true
		}
	}
	return false
}

// A Truth is what is known of a condition.
type Truth uint8

// The answers to a condition.
const (
	Open Truth = iota
	Yes
	No
)

// Either is what is known of "a or b".
func Either(a, b Truth) Truth {
	switch {
	case a == Yes || b == Yes:
		return Yes
	case a == Open || b == Open:
		return Open
	}
	return No
}

func (t Truth) not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Open
}

// Bases returns the dotted names of the classes outside the project that the class of an instance derives from, however
// indirectly.
func (r *Record) Bases(id value.ID) (names []string) {
	c, ok := r.Heap.Object(id).Ref.(*class)
	if !ok {
		return nil
	}
	seen := map[*class]bool{}
	queue := []*class{c}
	for len(queue) > 0 {
		c, queue = queue[0], queue[1:]
		if seen[c] {
			continue
		}
		seen[c] = true
		for _, base := range c.bases {
			for _, id := range r.Heap.All(base) {
				if inner, ok := r.Heap.Object(id).Ref.(*class); ok {
					queue = append(queue, inner)
				} else {
					names = append(names, r.Heap.Object(id).Name)
				}
			}
		}
	}
	return names
}

// IsModule reports whether an instance is of a class that derives from a library's class of modules or models: torch.nn.Module,
// keras.Model, flax.nnx.Module.
func (r *Record) IsModule(id value.ID) bool {
	return slices.ContainsFunc(r.Bases(id), func(name string) bool {
		return strings.HasSuffix(name, "Module") || strings.HasSuffix(name, "Model")
	})
}

// Has reports whether the class of an instance, or one that it derives from, is the project's and has a method.
func (r *Record) Has(instance value.ID, method string) bool {
	return r.run.method(instance, method) != nil
}
