package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// Clips reports whether a call with a result bounds a gradient and returns it: p.grad.clamp(-1, 1), torch.clamp(p.grad, -1, 1).
func (s *Story) Clips(name string, result *value.Object) bool {
	if !clampers.MatchString(name) {
		return false
	}
	given, _ := result.Argument("input", 0)
	return handClips.MatchString(name+"_") || strings.HasPrefix(name, "torch.") && s.FromGradient(given)
}

// byHand are the facts of a call that clears or bounds gradients by hand, nil of any other.
func byHand(name string) *framework.Call {
	switch {
	case TensorClears.MatchString(name), namedClears.MatchString(name):
		return &framework.Call{Act: framework.Clear}
	case handClips.MatchString(name):
		return &framework.Call{Act: framework.Clip}
	}
	return nil
}

// What clears and bounds gradients by hand.
var (
	TensorClears = pattern.New(`\.grad(\.data|\.detach\(\)|\.detach_\(\))?\.(zero_|fill_)$`)
	namedClears  = pattern.New(`(?i)(zero|clear|reset)_?(all_?)?grad`) // of code that is not here
	clampers     = pattern.New(`\.(clamp|clip)(_min|_max)?$`)
	handClips    = pattern.New(`\.grad(\.data)?\.(clamp|clip)(_min|_max)?_$`)
)

// IsElsewhere reports whether what a call does is not known: it is neither of Python nor of a library that is.
func (s *Story) IsElsewhere(name string) bool {
	return name != "?" && s.Facts(name) == nil && !s.Frameworks.IsModule(name) && !strings.HasPrefix(name, "builtins.")
}

// A Kind says what a step does.
type Kind string

// The kinds of step.
const (
	Seed     Kind = "seed"     // sets the state of a random number generator
	Draw     Kind = "draw"     // takes random numbers
	Build    Kind = "build"    // draws the weights of a model
	Split    Kind = "split"    // parts data
	Gradient Kind = "gradient" // does something to gradients: see [framework.Act]
	Mode     Kind = "mode"     // puts a model in training or evaluation mode
	Forward  Kind = "forward"  // runs a model
	Train    Kind = "train"    // runs a training loop of a framework
	Evaluate Kind = "evaluate" // judges a model, in a framework's words
	Log      Kind = "log"      // reports how a training goes
	Save     Kind = "save"     // writes what a training made
	Restore  Kind = "restore"  // reads it again
	Open     Kind = "open"     // opens what must be closed
	Close    Kind = "close"    // closes it
)

// Facts are those of a call: by its name, or of something of unknown origin by the name of the method.
func (s *Story) Facts(name string) *framework.Call {
	c, isKnown := s.facts[name]
	if !isKnown {
		c = s.findFacts(name)
		s.facts[name] = c
	}
	return c
}

// Lookup returns the facts of the call of a canonical qualified name, or nil. Rules ask for the same ones again and again.
func (s *Story) Lookup(name string) *framework.Call {
	c, isKnown := s.known[name]
	if !isKnown {
		c = s.Frameworks.Lookup(name)
		s.known[name] = c
	}
	return c
}

func (s *Story) findFacts(name string) *framework.Call {
	if c := s.Lookup(name); c != nil {
		return c
	}
	receiver, method := CutLast(name)
	if c := known[method]; c != nil && receiver != "" {
		return c
	}
	if c := byHand(name); c != nil {
		return c
	}
	if receiver == "" {
		return nil
	}
	if c := customary(receiver, method); c != nil {
		return c
	}
	c := s.Frameworks.LookupMethod(method)
	if c != nil && c.Logs != nil && !c.Logs.Takes(receiver) && !strings.HasSuffix(receiver, "LightningModule()") {
		return nil
	}
	return c
}

// known are the facts of methods that mean one thing, whatever they are called on: every tensor has backward.
var known = map[string]*framework.Call{
	"backward":        {Act: framework.Backward},
	"manual_backward": {Act: framework.Backward},
	"apply_gradients": {Act: framework.Step}, // of Keras optimizers and of the train states of Flax
	"apply_updates":   {Act: framework.Step}, // of Optax and Equinox
	"apply_fn":        {Forward: true},       // of the train states of Flax
}

// customary are the facts of a method of something of which only the name is known: what optimizers, schedulers and gradient
// scalers are customarily called.
func customary(receiver, method string) *framework.Call {
	name, isUnknown := strings.CutPrefix(receiver, "?")
	if !isUnknown || strings.Contains(name, "(") {
		return nil
	}
	_, name = CutLast(name)
	switch {
	case method == "step" && Optimizer.MatchString(name):
		return &framework.Call{Act: framework.Step}
	case method == "step" && scheduler.MatchString(name):
		return &framework.Call{Act: framework.Schedule}
	case method == "step" && scaler.MatchString(name):
		return &framework.Call{Act: framework.ScaledStep}
	case method == "update" && scaler.MatchString(name):
		return &framework.Call{Act: framework.Rescale}
	}
	return nil
}

// What optimizers, schedulers of learning rates and scalers of gradients are called.
var (
	Optimizer = pattern.New(`(?i)optim|(^|_)opt(s|er|_|\d|$)|^opt[A-Z]|solver|^(adam|sgd)`)
	scheduler = pattern.New(`(?i)sched`)
	scaler    = pattern.New(`(?i)scaler`)
)

// kindOf says what a call with these facts is for the story, "" if it is none of its.
func (s *Story) kindOf(c *framework.Call, o *value.Object) Kind {
	switch {
	case c == nil:
		return ""
	case len(c.Seeds) > 0 && c.Trains == "" && s.Has(c, o) && (!c.NeedsArg || s.isGivenFirst(o)):
		return Seed
	case s.onlyPrepares(c, o):
		return ""
	case c.Trains != "":
		return Train
	case c.Act != "":
		return Gradient
	case c.Saves != nil:
		return Save
	case c.Restores:
		return Restore
	case c.Logs != nil:
		return Log
	case c.Splits:
		return Split
	case c.Validates:
		return Evaluate
	case c.Forward:
		return Forward
	case len(c.Draws) > 0 && s.Has(c, o):
		return Draw
	case len(c.Builds) > 0 && s.Has(c, o):
		return Build
	case c.Opens != "":
		return Open
	case c.Closes:
		return Close
	}
	return ""
}

// Has reports whether a call has the arguments without which its facts do not hold, and none that make them not so.
func (s *Story) Has(c *framework.Call, o *value.Object) bool {
	unpacks := slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest })
	given := func(name string) bool {
		_, ok := o.Argument(name, -1)
		return ok
	}
	set := func(name string) bool {
		v, ok := o.Argument(name, -1)
		return ok && !s.IsLiteral(v, "None") && !s.IsLiteral(v, "False")
	}
	return !slices.ContainsFunc(c.UnlessArg, set) && (len(c.WithArg) == 0 || unpacks || slices.ContainsFunc(c.WithArg, given))
}

// isGivenFirst reports whether the first argument of a call is there, and is not None.
func (s *Story) isGivenFirst(o *value.Object) bool {
	return len(o.Args) > 0 && !s.IsLiteral(o.Args[0].Value, "None")
}
