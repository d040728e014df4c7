// Package facts takes from the syntax of a file what matters to the program that it belongs to. Facts are plain values that can
// be stored; positions in them are byte offsets into the file.
package facts

import (
	"go/token"
	"strings"
)

// Facts are what one Python file (or one extract of another file) says about the program.
type Facts struct {
	Path       string
	Size       int  // bytes
	Snippet    bool // an example in a document, not a module of the program
	Vast       bool // it has over MaxSteps steps, and at most its imports and classes are here
	Imports    []Import
	Functions  []Function // Functions[0] is the module's body
	Classes    []Class
	Statements []Statement // in source order
	Words      []string    // attributes, identifiers in strings and names of configuration files there: by these settings are read

	Base int `json:"-"` // base of the file in the run's token.FileSet
}

// WithBase returns the facts for another base: a copy that shares all else. It returns nil for nil.
func (f *Facts) WithBase(base int) *Facts { return withBase(f, func(f *Facts) { f.Base = base }) }

// withBase returns a copy of a value for another base, which set sets; nil for nil.
func withBase[T any](v *T, set func(*T)) *T {
	if v == nil {
		return nil
	}
	out := *v
	set(&out)
	return &out
}

// A Span is a range of bytes in a file, End exclusive.
type Span struct{ Start, End int32 }

// Contains reports whether another span lies within it.
func (s Span) Contains(other Span) bool { return s.Start <= other.Start && other.End <= s.End }

// An Import is one name that a file takes from elsewhere.
type Import struct {
	Name   string // what it binds; "" for all names
	Target string // torch.nn; .utils.set_seed if relative; a.b.* for all names
	Span   Span
}

// A Function is a function, a method, or the body of the module.
type Function struct {
	Name       string   // __qualname__: Trainer.fit, main.<locals>.step; "" for the module's body
	Span       Span     // of the definition's header
	Decorators []string // qualified names
	Calls      []Call   // in source order
	Loops      []Loop   // in source order, outer before inner
	Descents   []int    // the loops around each w -= lr * w.grad, or -1
	Returns    string   // the qualified name of what is returned last, or that of a call of it with () after it
	HandsOn    []string // qualified names that are handed on rather than called: the functions of a table, of a loop over them, of partial
	Lookups    []Lookup // in source order
}

// A Class is a class definition.
type Class struct {
	Name       string   // __qualname__
	Span       Span     // of the name
	Bases      []string // qualified names
	Decorators []string // qualified names
	Fields     []Field  // annotated names in the class's own body, in order
	Documented bool     // has a docstring or comments
}

// A Field is an annotated name in a class's body.
type Field struct {
	Name string
	Span Span
}

// A Call is one call expression.
type Call struct {
	// Callee is the qualified name of what is called (see python.Node.QualifiedName). What does not resolve starts
	// with a question mark: ?model.fit, or ?.fit on the result of an expression.
	Callee  string
	Span    Span
	Last    int32    // where the last argument ends, or the list of them opens: another one fits in there
	Loop    int32    // index of the innermost loop around the call in its function, or -1
	Guarded bool     // only runs as a script: inside if __name__ == "__main__"
	Unpacks bool     // has a * or ** argument, so any argument may be there
	Given   []string // the qualified names among its arguments
	*Details
}

// Details are what is kept of a call if somebody may ask for it, by what is called. There are many calls.
type Details struct {
	Receiver string // the source of what a method is called on: model, self.optimizer; "" if it is no dotted name
	Args     []Arg
}

// An Arg is one argument of a call.
type Arg struct {
	Name string // the keyword, "" if positional
	Value
}

// A Value is what an expression is, as far as facts need it.
type Value struct {
	Kind  ValueKind
	Text  string   // a literal's source, a name's qualified name or ?name, a call's callee; "" for anything else
	Names []string // the dotted names in it as they are written: epoch, args.lr; not those that are called; nil where nobody asks
}

// A ValueKind is the kind of expression a value is.
type ValueKind uint8

// The kinds of value.
const (
	Other   ValueKind = iota
	Literal           // a number, string without placeholders, True, False or None
	Name              // a name or attribute
	CallTo            // a call
)

// A Loop is a for or while statement.
type Loop struct {
	Span   Span // of the header
	Body   Span
	Parent int // index of the loop around it in its function, or -1
}

// A Lookup reads a key of a mapping: state["epoch"].
type Lookup struct {
	Of   string // the source of the mapping
	Key  string // without its quotes
	Span Span
}

// A Range is a place in a file of a program; it is an analysis.Range.
type Range struct {
	File *Facts
	Span Span
}

// Pos returns where the range starts in the run's token.FileSet.
func (r Range) Pos() token.Pos { return token.Pos(r.File.Base + int(r.Span.Start)) }

// End returns where the range ends (exclusive) in the run's token.FileSet.
func (r Range) End() token.Pos { return token.Pos(r.File.Base + int(r.Span.End)) }

// LastPart returns what is after the last dot of a name.
func LastPart(name string) string { return name[strings.LastIndexByte(name, '.')+1:] }

// HoldsGradient reports whether a name is that of a tensor's gradient.
func HoldsGradient(name string) bool {
	return strings.HasSuffix(name, ".grad") || strings.HasSuffix(name, ".grad.data")
}
