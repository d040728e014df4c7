package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A frame is one run of a function, of the body of a class or of a module.
type frame struct {
	module   *module
	function int // index in the module's file
	context  uint32
	outer    *frame // whose names it sees
	slots    []value.Value
	stack    []value.Value
	marks    []mark         // of values on the stack
	from     []value.Origin // of what is in the slots
	returns  value.Value
	yields   value.Value
	class    *class // whose body or method it is
	self     value.Value
	called   value.Place // where
	around   int         // how many context managers are in effect when it is called
	holding  []string    // context managers in effect where it yields
	encloses bool        // functions are made in it, which see its names
	compared comparison  // the last one
}

// A module is a file of the project that is being run, or was.
type module struct {
	number    int32
	file      *code.File
	frame     *frame
	id        value.ID
	stars     []value.Value // modules whose names were all imported
	name      string        // by which it was imported first, with dots in front if that is relative
	isLibrary bool          // it is part of a large package, and was imported by its whole name
}

// A closure is a function of the project with the names around it.
type closure struct {
	module   *module
	function int
	outer    *frame
	defaults []value.Value // of the parameters that have one, in their order
	class    *class        // whose method it is
	static   bool
	ofClass  bool // a classmethod
	property bool
	within   []string               // decorators that hold while it runs, by dotted name
	options  map[string]value.Value // that a command line gives its parameters, by the names of these
}

// A class is one of the project.
type class struct {
	module *module
	name   string
	bases  []value.Value
	fields []field
	id     value.ID
}

// A field is an annotated name in a class's body.
type field struct {
	name       string
	annotation value.Value
	value      value.Value
	at         value.Place
}

func (f *frame) code() *code.Function { return &f.module.file.Functions[f.function] }

func (f *frame) push(v value.Value) {
	f.unmark()
	f.stack = append(f.stack, v)
}

// pop takes the topmost value.
func (f *frame) pop() value.Value {
	if len(f.stack) == 0 {
		return value.Nothing
	}
	v := f.stack[len(f.stack)-1]
	f.stack = f.stack[:len(f.stack)-1]
	return v
}

// take takes the n topmost values, in the order in which they were pushed. They are good until the next push.
func (f *frame) take(n int) []value.Value {
	at := max(len(f.stack)-n, 0)
	taken := f.stack[at:]
	f.stack = f.stack[:at]
	return taken
}

// ancestor returns the frame some functions outwards.
func (f *frame) ancestor(depth int) *frame {
	for ; depth > 0 && f.outer != nil; depth-- {
		f = f.outer
	}
	return f
}

// slot returns what a slot holds.
func (f *frame) slot(i int) value.Value {
	if i < len(f.slots) {
		return f.slots[i]
	}
	return value.Nothing
}

func (f *frame) setSlot(i int, v value.Value) {
	for len(f.slots) <= i {
		f.slots = append(f.slots, value.Nothing)
	}
	f.slots[i] = v
}

// A state is what branches of a function change: the names it binds.
type state []value.Value

func (f *frame) save() state { return slices.Clone(f.slots) }

// join makes the frame's state one of what it is and another.
func (r *runner) join(f *frame, other state) {
	for len(f.slots) < len(other) {
		f.slots = append(f.slots, value.Nothing)
	}
	for i, v := range other {
		f.slots[i] = r.heap.Join(f.slots[i], v)
	}
}

// place returns where a span of the code at hand is.
func (f *frame) place(at code.Span) value.Place { return value.Place{File: f.module.number, Span: at} }

// way returns the calls that lead to the frame at hand.
func (r *runner) way() (all []value.Place) {
	for _, f := range r.frames {
		if f.called.Span.End > 0 {
			all = append(all, f.called)
		}
	}
	return all
}

// The files in the keys of objects that no instruction makes.
const (
	partFile      int32 = -1 - iota // an element or attribute of something outside the project
	methodFile                      // a method of something by its dotted name
	boundFile                       // a method of the project with its receiver
	annotatedFile                   // something of which the annotation is known
	fieldFile                       // a field of a class
	outsideFile                     // something outside the project
	namespaceFile                   // a folder without an __init__.py
	superFile                       // super()
	presetFile                      // what stands under a key of a configuration
)
