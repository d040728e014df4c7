package code

// An Op is the first byte of an instruction. Its operands follow as unsigned varints. An instruction with a place has it
// as its first two operands: the start, relative to that of its function, and the length, both in bytes.
//
// A block is an operand of its length in bytes; the blocks of an instruction follow its operands in their order.
type Op byte

// The instructions. What they take from the stack is written before the arrow, the topmost last.
const (
	Constantly   Op = iota // constant: → value
	Unknown                // → a value of which nothing is known
	LoadLocal              // slot: → value
	LoadOuter              // functions outwards, slot: → value
	LoadModule             // slot of the module: → value
	LoadFree               // symbol: → value of a builtin, or of a name that a star import gives
	StoreLocal             // slot: value →
	StoreOuter             // functions outwards, slot: value →
	StoreModule            // slot: value →
	DeleteLocal            // slot: →
	Attribute              // place, symbol: object → value
	SetAttribute           // place, symbol: value object →
	Index                  // place: object key → value
	SetIndex               // place: value object key →
	Slice                  // bits 1 start, 2 stop, 4 step: those that there are → slice
	Call                   // place, number of arguments, each as an argument code: callee arguments → value
	MakeList               // number: elements → list
	MakeTuple              // number: elements → tuple
	MakeSet                // number: elements → set
	MakeDict               // place, number: keys and values in turn → dictionary
	Spread                 // iterable → its elements, as one element of what is made next
	NoKey                  // → the key of a mapping whose items are spread into a dictionary
	Collect                // kind of collection (MakeList, MakeSet or MakeDict): → an empty one, for a comprehension
	Append                 // collection element → collection
	AppendPair             // dictionary key value → dictionary
	Format                 // number: parts of a string → string
	Binary                 // place, operator: left right → value
	Compare                // place, operator: left right → value
	Not                    // value → value
	Negate                 // value → value
	And                    // block: value → value; the block runs if the value is true and pushes another
	Or                     // block: value → value; the block runs if the value is false and pushes another
	Choose                 // two blocks: condition → value; one of them runs and pushes it
	Await                  // value → value
	Yield                  // value → value
	YieldFrom              // iterable → value
	MakeFunction           // function: defaults → function
	MakeClass              // function, number of arguments, each as an argument code: bases → class
	Import                 // place, symbol of the dotted name, 1 for the first part of it: → module
	ImportFrom             // place, symbol of the module, symbol: → value
	ImportStar             // place, symbol of the module: →
	Typed                  // value annotation → value
	Field                  // place, symbol, 1 for a default: annotation, or value annotation → the value if there is one
	Unpack                 // number, index of the starred one and 1: value → elements, the first topmost
	Pop                    // value →
	Duplicate              // value → value value
	If                     // place, two blocks: condition →
	For                    // place, 1 if there is no loop in the body, two blocks (body, else): iterable →; the body starts with an element on the stack
	While                  // place, three blocks (condition, body, else): →
	Enter                  // place: context manager → what it gives
	With                   // place, number of context managers, block: →
	Try                    // place, number of handlers, blocks (body, else, finally), two a handler (types, body): →
	Return                 // place: value →
	Raise                  // place, number: exception and cause →
	Break                  // →
	Continue               // →
	Assert                 // place: condition →
	Mark                   // 0 before a line that is watched, 1 after what it assigns: →
)

// hasPlace are the instructions that carry a place.
var hasPlace = [256]bool{
	Attribute: true, SetAttribute: true, Index: true, SetIndex: true, Call: true, MakeDict: true, Binary: true, Compare: true,
	Import: true, ImportFrom: true, ImportStar: true, Field: true, If: true, For: true, While: true, Enter: true, With: true,
	Try: true, Return: true, Raise: true, Assert: true,
}

// HasPlace reports whether instructions with the op say where in the source they are from.
func (op Op) HasPlace() bool { return hasPlace[op] }

// An Argument is one argument of a call, as it is coded: its kind in the lower two bits, the keyword's symbol above.
type Argument uint64

// The kinds of argument.
const (
	ByPosition Argument = iota
	ByKeyword
	Starred       // *args
	DoubleStarred // **kwargs
)

// Kind returns what the argument is, without its keyword.
func (a Argument) Kind() Argument { return a & 3 }

// Keyword returns the name that the argument is given by, if it is one by keyword.
func (a Argument) Keyword() Symbol { return Symbol(a >> 2) }

// An Operator is that of a binary, augmented or comparing expression.
type Operator uint8

// The operators.
const (
	Other Operator = iota
	Add
	Subtract
	Multiply
	MatrixMultiply
	Divide
	FloorDivide
	Modulo
	Power
	BitOr
	BitAnd
	Less
	LessEqual
	Equal
	NotEqual
	Greater
	GreaterEqual
	In
	NotIn
	Is
	IsNot
)

// Orders reports whether the operator asks which of two is the greater.
func (o Operator) Orders() bool {
	return o == Less || o == LessEqual || o == Greater || o == GreaterEqual
}
