package value

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
)

// An Object is one thing that a program makes or refers to.
type Object struct {
	Kind     Kind
	Literal  code.ConstantKind
	Operator code.Operator // of what is computed of its Args, or compared
	Order    Order         // of a List, or of something foreign that was made a set or sorted
	// Shared is whether it stands for several things that the program gives names of their own: none of these is its Label.
	Shared bool
	At     Place // where it was made
	// Name is the text of a literal; of what lies outside the project its dotted name, in which () is the result of a call
	// and [] an element, so that "torch.optim.Adam().step" is a method of an optimizer. It starts with a question mark where
	// only the name is known: ?model.fit.
	Name  string
	Label string // what the program calls it: the first name that it is bound to
	Given string // what the first parameter is called that is given it
	Why   string // why nothing more is known, "" if all is known

	Ref      any               // what the runner keeps of functions, classes and modules
	Of       Value             // of a bound method, an attribute, an element or a result: the receiver
	Callee   Value             // of a result: what was called
	Elements Value             // of any collection: what its elements may be; of an option: what the user chooses from, Nothing if that is not said
	Default  Value             // of an option
	Args     []Argument        // of a result
	Items    []Value           // of a tuple, and of a list that was written out
	Fields   map[string]Value  // of an instance, class, module or namespace; of a dictionary those under keys that are known
	Origins  map[string]Origin // of an instance: those of its Fields that are numbers in the text
}

// A Kind says what an object is.
type Kind uint8

// The kinds of object.
const (
	Literal  Kind = iota + 1
	Varying       // a number that a loop counts, or that is computed
	Text          // a string made of Items
	Tuple         // of Items
	List          // or set, iterator, generator: of Elements
	Dict          // Fields under known keys, Elements under others
	Function      // of the project
	Bound         // a method of the project with its receiver
	Partial       // a callable with arguments that were given before
	Class         // of the project
	Instance      // of a class of the project
	Module        // of the project
	Foreign       // anything outside the project, the results of its calls among them
	Option        // a setting that a user may give, with its default
	Slice         // of a subscript
	Super         // super()
	Deferred      // an import that is made when what it gives is asked for
)

// An Order says in which order a collection has its elements, if what made it decides that.
type Order uint8

// The orders.
const (
	AsGiven Order = iota
	Sorted
	Hashed // that of a set
)

// A Place is where something is in the files of a run.
type Place struct {
	File int32 // its number in the run
	Span code.Span
}

// An Argument is one that a call was given.
type Argument struct {
	Name  string // the keyword; "" if it is given by position
	Value Value
	Rest  bool // it stands for any number of arguments: * or **
	From  Origin
}

// Argument returns what an argument of a call was given by keyword, or at a 0-based position; -1 for no position.
func (o *Object) Argument(name string, position int) (Value, bool) {
	at := 0
	for _, a := range o.Args {
		if a.Name == name && a.Name != "" {
			return a.Value, true
		}
		if a.Name != "" || a.Rest {
			continue
		}
		if at == position {
			return a.Value, true
		}
		at++
	}
	return Nothing, false
}

// SetLabel notes the first name that an object is bound to.
func (h *Heap) SetLabel(v Value, name string) {
	id, ok := h.One(v)
	if !ok {
		return
	}
	if o := h.Object(id); o.Label == "" && !o.Shared && o.Name != "?" && o.Kind != Literal {
		o.Label = name
	}
}

// LastPart returns the last part of a dotted name, and whether there is one before it.
func LastPart(name string) (last string, ok bool) {
	i := strings.LastIndexByte(name, '.')
	return name[i+1:], i >= 0
}

// Element cuts the name of an element into what it is of and its index or key.
func Element(name string) (base, index string, ok bool) {
	if !strings.HasSuffix(name, "]") {
		return "", "", false
	}
	at := strings.LastIndexByte(name, '[')
	if at < 0 {
		return "", "", false // a library's name as it is written, or a key with a bracket
	}
	return name[:at], name[at+1 : len(name)-1], true
}

// IsSliced reports whether an object is what a slice takes of a list or tuple.
func (o *Object) IsSliced() bool { return (o.Kind == List || o.Kind == Tuple) && len(o.Args) == 1 }
