// Package parts knows the parts of the data, and what names and texts say of them.
package parts

// A Part is a part of the data.
type Part string

// The parts. Of what nothing says, none is told.
const (
	Whole      Part = ""
	Train      Part = "train"
	Validation Part = "validation"
	Test       Part = "test"
	HeldOut    Part = "held-out" // validation or test
)
