// Package story tells what a training program does: its seeds, splits, training loops, evaluations, logs and checkpoints, in
// order, each with its place, the loops around it and the conditions under which it happens.
//
// [Tell] makes a story of the record of a run. Rules ask the story; what a user sees of it is what rules see.
package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A Story is what a program does from one script on.
type Story struct {
	Record    *run.Record
	Steps     []Step // in the order in which they happen
	Trainings []Training
	Snippet   bool    // it is of an example, of which all counts as started
	Purpose   Purpose // what the settings say that the script is there for, "" if they say nothing
	Fits      []Fit

	frameworks *framework.Set
	calls      []Step                          // all calls, in order; the Kind of what is none of the field's is ""
	made       map[value.ID]int                // the first call with a result, as an index in calls
	bases      []int                           // of the record's files, by their numbers
	labels     []labels                        // of the record's objects
	fed        map[*value.Object][]value.Value // see findFed
	told       bool                            // all but the answers is there
	networks   networks
	answers    map[any]any // to what is asked of the story, by *Answer
}

// A Step is something that happens: a call, in the field's words.
type Step struct {
	Kind   Kind
	Name   string          // of what is called: torch.optim.Adam().step
	Facts  *framework.Call // what is known of it; nil if that is its kind alone
	Object *value.Object   // its result, which has the arguments
	Event  *run.Event
	Order  int // of the event in the record
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

// A Training is where gradients of a model's loss are applied to its parameters again and again.
type Training struct {
	By    framework.Loop // the framework that runs the loop; "" for a loop of the program's own
	At    value.Place    // of the loop, or of the call that runs it
	Loop  int            // the innermost loop around the step of the optimizer, as an index in the record's; -1 if By is set
	Epoch int            // the loop around that one; -1 if there is none
	Model value.Value    // whose parameters the optimizer has
	Data  value.Value    // what the innermost loop goes over
	Step  Step           // the first that applies gradients, or that runs the loop of a framework
}

// Around returns the loops around the training, outermost first, as indexes in the record's.
func (t *Training) Around() []int {
	loops := t.Step.Event.Loops()
	for i, loop := range loops {
		if loop == t.Loop || loop == t.Epoch {
			return loops[:i]
		}
	}
	return loops
}

// Alone reports whether nothing that the script starts leads to the training.
func (t *Training) Alone() bool { return t.Step.Event.Alone }

// Tell makes a story of a record. base returns the base of the file at a path in the run's token.FileSet.
func Tell(record *run.Record, base func(path string) int) *Story {
	s := &Story{Record: record, frameworks: record.Frameworks(), made: map[value.ID]int{}, answers: map[any]any{}}
	for _, path := range record.Files {
		s.bases = append(s.bases, base(path))
	}
	s.findNetworks()
	for i := range record.Events {
		s.add(i)
	}
	s.tellSteps()
	s.findTrainings()
	s.findLosses()
	s.findForward()
	s.fed = s.findFed()
	s.label()
	s.findFits()
	s.told = true
	return s
}

// Matters reports whether anything happens in the story that rules may ask about.
func (s *Story) Matters() bool { return len(s.Record.Events) > 0 }

// add tells what the call of an event is, if it is one.
func (s *Story) add(order int) {
	e := &s.Record.Events[order]
	if e.Call == 0 {
		return
	}
	o := s.Record.Heap.Object(e.Call)
	name := s.called(o)
	step := Step{Name: name, Facts: s.facts(name), Object: o, Event: e, Order: order}
	if inPlace, ok := strings.CutSuffix(name, "_"); ok && step.Facts == nil && s.clips(inPlace, o) {
		step.Facts = &framework.Call{Act: framework.Clip}
	}
	if step.Facts == nil && s.updates(name, o) {
		step.Facts = known["apply_updates"]
	}
	if step.Kind = s.kindOf(step.Facts, o); step.Kind == "" {
		step.Kind = s.modeOf(name, o)
	}
	if _, ok := s.made[e.Call]; !ok {
		s.made[e.Call] = len(s.calls)
	}
	s.calls = append(s.calls, step)
}

// called is the canonical name of what an object is the result of a call of.
func (s *Story) called(o *value.Object) string {
	return s.frameworks.Canonical(strings.TrimSuffix(o.Name, "()"))
}

// tellSteps keeps the calls that are any of the field's as the steps of the story.
func (s *Story) tellSteps() {
	s.Steps = slices.DeleteFunc(slices.Clone(s.calls), func(c Step) bool { return c.Kind == "" })
}

// facts are those of a call: by its name, or of something of unknown origin by the name of the method.
func (s *Story) facts(name string) *framework.Call {
	if c := s.frameworks.Lookup(name); c != nil {
		return c
	}
	receiver, method := cutLast(name)
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
	c := s.frameworks.LookupMethod(method)
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
	_, name = cutLast(name)
	switch {
	case method == "step" && optimizer.MatchString(name):
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

var (
	optimizer = pattern.New(`(?i)optim|(^|_)opt(s|er|_|\d|$)|^opt[A-Z]|solver|^(adam|sgd)`)
	scheduler = pattern.New(`(?i)sched`)
	scaler    = pattern.New(`(?i)scaler`)
)

func cutLast(name string) (before, last string) {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}

// kindOf says what a call with these facts is for the story, "" if it is none of its.
func (s *Story) kindOf(c *framework.Call, o *value.Object) Kind {
	switch {
	case c == nil:
		return ""
	case len(c.Seeds) > 0 && c.Trains == "" && s.has(c, o) && (!c.NeedsArg || s.isGivenFirst(o)):
		return Seed
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
	case len(c.Draws) > 0 && s.has(c, o):
		return Draw
	case len(c.Builds) > 0 && s.has(c, o):
		return Build
	case c.Opens != "":
		return Open
	case c.Closes:
		return Close
	}
	return ""
}

// has reports whether a call has the arguments without which its facts do not hold, and none that make them not so.
func (s *Story) has(c *framework.Call, o *value.Object) bool {
	unpacks := slices.ContainsFunc(o.Args, func(a value.Argument) bool { return a.Rest })
	given := func(name string) bool {
		_, ok := o.Argument(name, -1)
		return ok
	}
	set := func(name string) bool {
		v, ok := o.Argument(name, -1)
		return ok && !s.isLiteral(v, "None") && !s.isLiteral(v, "False")
	}
	return !slices.ContainsFunc(c.UnlessArg, set) && (len(c.WithArg) == 0 || unpacks || slices.ContainsFunc(c.WithArg, given))
}

// isGivenFirst reports whether the first argument of a call is there, and is not None.
func (s *Story) isGivenFirst(o *value.Object) bool {
	return len(o.Args) > 0 && !s.isLiteral(o.Args[0].Value, "None")
}
