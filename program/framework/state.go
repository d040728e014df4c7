package framework

import "slices"

// A Part is one piece of the state of a training: what a checkpoint holds.
type Part string

// The parts, in the order in which messages name them.
const (
	Model     Part = "model"
	Optimizer Part = "optimizer"
	Scheduler Part = "scheduler"
	Scaler    Part = "scaler"
	Epoch     Part = "epoch" // or step
	Best      Part = "best metric"
	Settings  Part = "config"
)

// Everything is all parts.
var Everything = []Part{Model, Optimizer, Scheduler, Scaler, Epoch, Best, Settings}

// An Argument says where a call takes something: the keyword, and the 0-based position, -1 for none.
type Argument struct {
	Name string `yaml:"name"`
	At   int    `yaml:"at"`
	Each bool   `yaml:"each"` // it takes several data sets, in a list or a tuple; where it is not so, a tuple is the parts of one
}

// A Save is the facts of a call that writes what a training made.
type Save struct {
	Object    *Argument `yaml:"object"`    // what is written; Parts says it if there is none
	Any       bool      `yaml:"any"`       // what is written is whatever it is given besides Path
	State     *Argument `yaml:"state"`     // what Whole is all of, if it is given
	Parts     []Part    `yaml:"parts"`     // what the call writes of its own accord
	Made      bool      `yaml:"made"`      // what is written is what the call is made on was made with; all there is if that is nothing
	Whole     bool      `yaml:"whole"`     // it writes all Parts
	Path      *Argument `yaml:"path"`      // where to
	Versions  bool      `yaml:"versions"`  // it names or numbers what it writes: nothing is overwritten
	NeedsDir  bool      `yaml:"needs-dir"` // it fails if the folder does not exist
	Callback  bool      `yaml:"callback"`  // it makes a callback, which writes while the framework's loop runs
	OnlyBest  string    `yaml:"only-best"` // the argument that makes a callback write improvements only; one of several with blanks between
	Compiled  bool      `yaml:"compiled"`  // Parts but the model are there only if the model was given its optimizer: compile
	Collected bool      `yaml:"collected"` // every process must make the call: nothing is written twice
	Loop      Loop      `yaml:"loop"`      // it configures this loop, which saves as it trains
	Off       []string  `yaml:"off"`       // arguments with values that stop Loop from saving: save_strategy=no
	Partial   []string  `yaml:"partial"`   // arguments with values with which Loop saves the model only
}

// findMethods finds the calls whose Methods say that they are known by the method's name alone.
func (s *Set) findMethods() map[string]*Call {
	all := map[string]*Call{}
	for _, library := range s.libraries {
		for i := range library.Calls {
			for _, method := range library.Calls[i].Methods {
				all[method] = &library.Calls[i]
			}
		}
	}
	return all
}

// LookupMethod is [Set.LookupMethod] of what is built in.
func LookupMethod(name string) *Call { return builtIn().LookupMethod(name) }

// LookupMethod returns the facts of a method of that name on an object of unknown origin, or nil if the name says nothing.
func (s *Set) LookupMethod(name string) *Call { return s.or().methods()[name] }

// Contents returns the parts that a call with these facts writes of its own accord.
func (s *Save) Contents() []Part {
	if s.Whole {
		return slices.Clone(Everything)
	}
	return s.Parts
}
