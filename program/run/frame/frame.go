// Package frame is what the code at hand runs in: the names and the stack of each function that is being run, and the functions
// and modules of the project.
package frame

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A Frame is one run of a function, of the body of a class or of a module.
type Frame struct {
	Module   *Module
	Function int // index in the module's file
	Context  uint32
	Outer    *Frame // whose names it sees
	Slots    []value.Value
	Stack    []value.Value
	marks    []mark         // of values on the stack
	from     []value.Origin // of what is in the slots
	Returns  value.Value
	Yields   value.Value
	Class    *value.Type // whose body or method it is
	Self     value.Value
	Called   value.Place // where
	Entry    int         // how many frames were entered until it was
	Around   int         // how many context managers are in effect when it is called
	Holding  []string    // context managers in effect where it yields
	Encloses bool        // functions are made in it, which see its names
	Compared Comparison  // the last one
}

// A Module is a file of the project that is being run, or was.
type Module struct {
	Number    int32
	File      *code.File
	Frame     *Frame
	ID        value.ID
	Stars     []value.Value // modules whose names were all imported
	Name      string        // by which it was imported first, with dots in front if that is relative
	IsLibrary bool          // it is part of a large package, and was imported by its whole name
	Constants []value.Value // those of the file, as far as they were met
}

// A Closure is a function of the project with the names around it.
type Closure struct {
	Module   *Module
	Function int
	Outer    *Frame
	Defaults []value.Value // of the parameters that have one, in their order
	Class    *value.Type   // whose method it is
	Static   bool
	OfClass  bool // a classmethod
	Property bool
	Within   []string               // decorators that hold while it runs, by dotted name
	Options  map[string]value.Value // that a command line gives its parameters, by the names of these
}

// Code is the function that is run.
func (f *Frame) Code() *code.Function { return &f.Module.File.Functions[f.Function] }

// Push puts a value on the stack.
func (f *Frame) Push(v value.Value) {
	f.unmark()
	f.Stack = append(f.Stack, v)
}

// Pop takes the topmost value.
func (f *Frame) Pop() value.Value {
	if len(f.Stack) == 0 {
		return value.Nothing
	}
	v := f.Stack[len(f.Stack)-1]
	f.Stack = f.Stack[:len(f.Stack)-1]
	return v
}

// Take takes the n topmost values, in the order in which they were pushed. They are good until the next push.
func (f *Frame) Take(n int) []value.Value {
	at := max(len(f.Stack)-n, 0)
	taken := f.Stack[at:]
	f.Stack = f.Stack[:at]
	return taken
}

// Ancestor returns the frame some functions outwards.
func (f *Frame) Ancestor(depth int) *Frame {
	for ; depth > 0 && f.Outer != nil; depth-- {
		f = f.Outer
	}
	return f
}

// Slot returns what a slot holds.
func (f *Frame) Slot(i int) value.Value {
	if i < len(f.Slots) {
		return f.Slots[i]
	}
	return value.Nothing
}

// SetSlot makes a slot hold a value.
func (f *Frame) SetSlot(i int, v value.Value) {
	for len(f.Slots) <= i {
		f.Slots = append(f.Slots, value.Nothing)
	}
	f.Slots[i] = v
}

// A State is what branches of a function change: the names it binds.
type State []value.Value

// Save returns what the slots hold.
func (f *Frame) Save() State { return slices.Clone(f.Slots) }

// Place returns where a span of the code at hand is.
func (f *Frame) Place(at code.Span) value.Place { return value.Place{File: f.Module.Number, Span: at} }

// Key is the key of what an instruction makes.
func (f *Frame) Key(at int, sort value.Kind, index int) value.Key {
	return value.Key{Context: f.Context, File: f.Module.Number, At: int32(at), Sort: sort, Index: int32(index)}
}

// Make returns the object that an instruction makes.
func (f *Frame) Make(h *value.Heap, kind value.Kind, index int, span code.Span, at int) value.ID {
	return h.New(f.Key(at, kind, index), value.Object{Kind: kind, At: f.Place(span)})
}

// Varying is a number that changes from one turn of a loop to the next. Its place is that of the loop, or of the range that is gone
// through.
func (f *Frame) Varying(h *value.Heap, at, slot int, place value.Place) value.Value {
	return h.Of(h.New(f.Key(at, value.Varying, slot+1), value.Object{Kind: value.Varying, Name: "counter", At: place}))
}

// Contents is a key of what the slots hold, and where that comes from.
func (f *Frame) Contents() string {
	key := make([]byte, 0, 5*len(f.Slots))
	for _, v := range f.Slots {
		key = append(key, byte(v), byte(v>>8), byte(v>>16), byte(v>>24))
	}
	for _, from := range f.from {
		key = append(key, byte(from))
	}
	return string(key)
}

// Digest adds to a digest what the slots hold.
func (f *Frame) Digest(digest uint64) uint64 {
	const prime = 0x9E3779B97F4A7C15
	digest = (digest ^ uint64(len(f.Slots))) * prime
	for _, v := range f.Slots {
		digest = (digest ^ digest>>29 ^ uint64(v)) * prime
	}
	return digest
}

// Join makes the frame's state one of what it is and another.
func (f *Frame) Join(h *value.Heap, other State) {
	for len(f.Slots) < len(other) {
		f.Slots = append(f.Slots, value.Nothing)
	}
	for i, v := range other {
		f.Slots[i] = h.Join(f.Slots[i], v)
	}
}

// A Comparison is what was compared with what.
type Comparison struct {
	Operator code.Operator
	Left     value.Value
	Right    value.Argument
}

// SlotOf returns the slot of a name of a module, false if it has none.
func (m *Module) SlotOf(name string) (int, bool) {
	return m.File.Slot(name)
}
