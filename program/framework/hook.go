package framework

// A Hook says which methods of the program's own objects a call runs, and in which of its loops.
type Hook struct {
	Of       *Argument  `yaml:"of"`       // whose methods; what the call is made on if there is none
	Made     bool       `yaml:"made"`     // Of is an argument with which what the call is made on was made
	Methods  []string   `yaml:"methods"`  // in the order in which they are run
	Loops    []string   `yaml:"loops"`    // the loops around them, outermost first: epoch, training batch
	Elements []Argument `yaml:"elements"` // arguments of the call one of whose elements is the first argument of the methods
	From     []string   `yaml:"from"`     // methods of the same objects that return what Elements say
}
