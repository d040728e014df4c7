// Package framework holds facts about ML libraries as data: which modules are theirs, and which calls seed, draw random
// numbers, train or split data. Each file of facts names its source and when it was checked.
package framework

import (
	"embed"
	"fmt"
	"path"
	"slices"
	"strings"
	"sync"

	"go.yaml.in/yaml/v4"
)

//go:embed *.yaml
var files embed.FS

// A Domain is a random number generator of a process that is seeded by itself.
type Domain string

// The domains.
const (
	Python     Domain = "random"
	NumPy      Domain = "numpy"
	Torch      Domain = "torch"
	TensorFlow Domain = "tensorflow"
	JAX        Domain = "jax" // seeded by its explicit keys
)

// A Loop is what runs the training loop behind a call, which decides what to ask of it.
type Loop string

// The loops that frameworks run.
const (
	Lightning  Loop = "lightning"
	HFTrainer  Loop = "hf-trainer"
	Keras      Loop = "keras"
	Estimator  Loop = "estimator" // scikit-learn's fit and whatever copies it
	Boosting   Loop = "boosting"
	FastAI     Loop = "fastai"
	Configured Loop = "configured" // driven by configuration that the code does not show
)

// A Library is the facts of one file.
type Library struct {
	Name    string            `yaml:"name"`
	Source  string            `yaml:"source"`  // where the facts are from
	Checked string            `yaml:"checked"` // when, as YYYY-MM-DD
	Modules []string          `yaml:"modules"` // top-level modules; a file that imports one is training code
	Aliases map[string]string `yaml:"aliases"` // module prefixes by the one that the facts use
	Calls   []Call            `yaml:"calls"`
	Wraps   []string          `yaml:"wraps"` // names, as in Calls, of what returns its first argument or something that does the same
	// WrapsEach are names of what does so with all its arguments, and returns a tuple if there are several.
	WrapsEach []string `yaml:"wraps-each"`
}

// A Call is the facts of the calls that a pattern names.
type Call struct {
	Names     []string `yaml:"names"`   // qualified names; * stands for any run of characters but a dot
	Methods   []string `yaml:"methods"` // method names that are this call on objects of unknown origin
	Saves     *Save    `yaml:"saves"`
	Logs      *Log     `yaml:"logs"`
	Restores  bool     `yaml:"restores"` // reads a checkpoint
	Opens     string   `yaml:"opens"`    // names what it returns, which must be closed: a process group
	Closes    bool     `yaml:"closes"`   // closes what Opens
	Shuts     bool     `yaml:"shuts"`    // has something done when the process is told to stop
	Shards    bool     `yaml:"shards"`   // spreads the state over processes: each writes its own
	Seeds     []Domain `yaml:"seeds"`
	Draws     []Domain `yaml:"draws"`
	Builds    []Domain `yaml:"builds"`     // draws the weights of what it makes
	UnlessArg []string `yaml:"unless-arg"` // keyword arguments that make Draws and Builds not so
	WithArg   []string `yaml:"with-arg"`   // keyword arguments without any of which Seeds, Draws and Builds are not so
	NeedsArg  bool     `yaml:"needs-arg"`  // Seeds is not so without an argument, or if the first is None
	Trains    Loop     `yaml:"trains"`
	Runs      []Hook   `yaml:"runs"`
	Data      *Data    `yaml:"data"`       // of a call that trains, or makes what does
	Decides   *Decide  `yaml:"decides"`    // it makes what chooses a model while it is trained
	GivenStep bool     `yaml:"given-step"` // Trains is so only if a function among the arguments applies gradients
	Splits    bool     `yaml:"splits"`     // parts one data set into several, or evaluates by parts
	Validates bool     `yaml:"validates"`  // evaluates a model
	Act       Act      `yaml:"act"`        // what it does to gradients
	Computes  string   `yaml:"computes"`   // the activation function that its result has been through: softmax
	Applies   string   `yaml:"applies"`    // the activation function that it applies to its first argument
	TakesLog  bool     `yaml:"takes-log"`  // its first argument is logarithms of probabilities
	Epochs    bool     `yaml:"epochs"`     // makes a sampler that must be told the epoch to shuffle anew
}

type database struct {
	libraries []*Library
	modules   map[string]bool
	aliases   map[string][][2]string // by their first part, longest first
	exact     map[string]*Call
	patterns  []pattern
	trainers  map[string]bool // last parts of the names of calls that train
	wraps     map[string]bool
	wrapsEach map[string]bool
	made      map[string]bool // names of what calls make whose methods have facts
	making    []string        // those with a *
	wrapping  []string        // those with a *
}

type pattern struct {
	glob string
	call *Call
}

var load = sync.OnceValue(func() *database {
	db := &database{
		modules: map[string]bool{}, aliases: map[string][][2]string{}, exact: map[string]*Call{}, trainers: map[string]bool{}, wraps: map[string]bool{}, wrapsEach: map[string]bool{}, made: map[string]bool{},
	}
	entries, err := files.ReadDir(".")
	if err != nil {
		panic(err)
	}
	for _, e := range entries {
		db.add(e.Name())
	}
	for _, aliases := range db.aliases {
		slices.SortFunc(aliases, func(a, b [2]string) int { return len(b[0]) - len(a[0]) })
	}
	return db
})

// add reads one file of facts, which TestFacts holds to be well-formed.
func (db *database) add(name string) {
	data, err := files.ReadFile(name)
	if err != nil {
		panic(err)
	}
	library := &Library{}
	if err := yaml.Load(data, library, yaml.WithKnownFields()); err != nil {
		panic(fmt.Sprintf("program/framework/%s: %v", name, err))
	}
	db.libraries = append(db.libraries, library)
	for _, m := range library.Modules {
		db.modules[m] = true
	}
	for from, to := range library.Aliases {
		first, _, _ := strings.Cut(from, ".")
		db.aliases[first] = append(db.aliases[first], [2]string{from, to})
	}
	for _, name := range library.Wraps {
		db.addMade(name)
		if strings.Contains(name, "*") {
			db.wrapping = append(db.wrapping, name)
		} else {
			db.wraps[name] = true
		}
	}
	for _, name := range library.WrapsEach {
		db.addMade(name)
		db.wrapsEach[name] = true
	}
	for i := range library.Calls {
		c := &library.Calls[i]
		for _, n := range c.Names {
			if c.Trains != "" {
				db.trainers[n[strings.LastIndexByte(n, '.')+1:]] = true
			}
			db.addMade(n)
			if strings.Contains(n, "*") {
				db.patterns = append(db.patterns, pattern{n, c})
			} else {
				db.exact[n] = c
			}
		}
	}
}

// addMade notes what the name of a method says makes its object.
func (db *database) addMade(name string) {
	maker, _, ok := strings.Cut(name, "()")
	switch {
	case !ok:
	case strings.Contains(maker, "*"):
		db.making = append(db.making, maker)
	default:
		db.made[maker] = true
	}
}

// Has reports whether there are facts of the calls of a canonical qualified name, or of what they make.
func Has(name string) bool {
	db := load()
	return Lookup(name) != nil || db.made[name] || slices.ContainsFunc(db.making, func(glob string) bool { return matches(glob, name) })
}

// Libraries returns all facts, by name of their file.
func Libraries() []*Library { return load().libraries }

// IsModule reports whether a dotted module is part of an ML framework.
func IsModule(module string) bool {
	top, _, _ := strings.Cut(module, ".")
	return load().modules[top]
}

// Canonical returns a qualified name under the module that the facts use for it: pytorch_lightning.Trainer is
// lightning.Trainer.
func Canonical(name string) string {
	for range maxRenames {
		next := rename(name)
		if next == name {
			break
		}
		name = next
	}
	return name
}

// maxRenames bounds how many aliases a name goes through.
const maxRenames = 32

// rename applies the longest alias that fits.
func rename(name string) string {
	first := name
	if end := strings.IndexAny(name, ".("); end >= 0 {
		first = name[:end]
	}
	for _, a := range load().aliases[first] {
		if rest, ok := strings.CutPrefix(name, a[0]); ok && (rest == "" || rest[0] == '.' || rest[0] == '(') {
			return a[1] + rest
		}
	}
	return name
}

// MayTrain reports whether the name of a call that trains may end in a method.
func MayTrain(method string) bool { return load().trainers[method] }

// Lookup returns the facts of the call of a canonical qualified name, or nil.
func Lookup(name string) *Call {
	lookups.RLock()
	c, ok := lookups.answers[name]
	lookups.RUnlock()
	if !ok {
		c = load().lookup(name)
		lookups.Lock()
		lookups.answers[strings.Clone(name)] = c
		lookups.Unlock()
	}
	return c
}

// WrapsEach reports whether a call of a canonical qualified name returns all that it is given, or things that do what these
// do: Accelerator.prepare.
func WrapsEach(name string) bool { return load().wrapsEach[name] }

// Wraps reports whether a call of a canonical qualified name returns its first argument, or something that does what that
// does: torch.compile of a model.
func Wraps(name string) bool {
	db := load()
	return db.wraps[name] || slices.ContainsFunc(db.wrapping, func(glob string) bool { return matches(glob, name) })
}

// lookups are the answers that Lookup has given: the same few names are asked for by many rules.
var lookups = struct {
	sync.RWMutex
	answers map[string]*Call
}{answers: map[string]*Call{}}

func (db *database) lookup(name string) *Call {
	if c := db.exact[name]; c != nil {
		return c
	}
	for _, p := range db.patterns {
		if matches(p.glob, name) {
			return p.call
		}
	}
	return nil
}

// matches treats dots as path.Match treats slashes.
func matches(glob, name string) bool {
	star := strings.IndexByte(glob, '*')
	if !strings.HasPrefix(name, glob[:star]) || strings.Count(glob, ".") != strings.Count(name, ".") || strings.Count(glob, "()") != strings.Count(name, "()") {
		return false
	}
	ok, err := path.Match(strings.ReplaceAll(glob, ".", "/"), strings.ReplaceAll(name, ".", "/"))
	return ok && err == nil
}
