package story

// A Purpose is what a script is there for. It decides what its trainings owe.
type Purpose string

// The purposes.
const (
	Production    Purpose = "production"    // it is to produce a model, and owes all that a team asks of a training
	Demonstration Purpose = "demonstration" // it shows or tries something, and has to be right, no more
)

// Purposes are all of them.
func Purposes() []Purpose { return []Purpose{Production, Demonstration} }
