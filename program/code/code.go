// Package code holds Python files lowered for running: each function a block of instructions for a stack machine whose
// control flow stays nested, as it was written.
//
// [Lower] turns the syntax of one file into a [File] and drops what a run never comes to: what follows a return, a raise
// or sys.exit(), and the bodies of "if False". A File refers to nothing outside itself, so that it can be stored.
package code

// A File is one Python file lowered for running.
type File struct {
	Path      string
	Size      int  // of the source, in bytes
	Notebook  bool // a program writes it for a notebook, or reads it as one
	Symbols   []string
	Constants []Constant
	Functions []Function // Functions[0] is the body of the module
	Code      []byte     // the instructions of all functions; see Op

	readers found[[]int32] // see Readers
	slots   found[int]     // see Slot
}

// A Symbol is a name, as an index in [File.Symbols].
type Symbol uint32

// A Span is a range of bytes in the file that code was lowered from, End exclusive.
type Span struct{ Start, End int32 }

// A Block is a range of [File.Code], End exclusive.
type Block struct{ Start, End int }

// IsEmpty reports whether there is no instruction in the block.
func (b Block) IsEmpty() bool { return b.End <= b.Start }

// A Constant is a literal of the source.
type Constant struct {
	Kind ConstantKind
	Text string // as written for a number; what stands between the quotes for a string
}

// A ConstantKind is the type of a literal.
type ConstantKind uint8

// The kinds of literal.
const (
	None ConstantKind = iota
	True
	False
	Ellipsis
	Integer
	Float
	String
	Bytes
)

// A Function is a function, a lambda, the body of a class or that of the module.
type Function struct {
	Kind       FunctionKind
	Name       Symbol
	Qualified  string // __qualname__ (PEP 3155): Trainer.fit, main.<locals>.step; "" for the module
	Outer      int    // the function around it whose names it sees, as an index in [File.Functions]; -1 for the module
	Parameters []Parameter
	Locals     []Symbol // what its slots are called; those of the parameters come first
	Body       Block
	Span       Span // of the header of a definition, of all of a lambda
	IsAsync    bool
	Yields     bool // it is a generator
}

// A FunctionKind says what a function is the code of.
type FunctionKind uint8

// The kinds of function.
const (
	ModuleBody FunctionKind = iota
	ClassBody
	Routine // def
	Lambda
)

// A Parameter is one parameter of a function. Its default is evaluated where the function is defined.
type Parameter struct {
	Kind       ParameterKind
	HasDefault bool
	Annotation Block // an expression in the names of the function around; empty if there is none
}

// A ParameterKind says which arguments a parameter takes.
type ParameterKind uint8

// The kinds of parameter.
const (
	Positional ParameterKind = iota // by position or by keyword
	KeywordOnly
	Variadic         // *args
	VariadicKeywords // **kwargs
)
