// Package story tells what a training program does: its seeds, splits, training loops, evaluations, logs and checkpoints, in
// order, each with its place, the loops around it and the conditions under which it happens.
//
// [Tell] makes a story of the record of a run. Rules ask the story; what a user sees of it is what rules see.
package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// A Story is what a program does from one script on.
type Story struct {
	Record    *record.Record
	Steps     []Step // in the order in which they happen
	Trainings []Training
	Snippet   bool    // it is of an example, of which all counts as started
	Path      string  // of the script, from the top of its repository; "" if that is not known
	Purpose   Purpose // what the settings say that the script is there for, "" if they say nothing
	Notebook  bool    // the script is a notebook in the form of a script; see IsNotebook
	Shown     bool    // the repository's README says that it shows how something is done
	Fits      []Fit

	Frameworks *framework.Set
	Calls      []Step                          // all calls, in order; the Kind of what is none of the field's is ""
	Made       map[value.ID]int                // the first call with a result, as an index in calls
	bases      []int                           // of the record's files, by their numbers
	LabelsByID []parts.Labels                  // of the record's objects
	Fed        map[*value.Object][]value.Value // see findFed
	told       bool                            // all but the answers is there
	Networks   Networks
	answers    map[any]any                // to what is asked of the story, by *Answer
	facts      map[string]*framework.Call // see Facts
	known      map[string]*framework.Call // see Lookup
}

// IsNotebook reports whether the script is a notebook, be it in the form of a script.
func (s *Story) IsNotebook() bool { return s.Notebook || source.IsNotebook(s.Path) }

// A Step is something that happens: a call, in the field's words.
type Step struct {
	Kind   Kind
	Name   string          // of what is called: torch.optim.Adam().step
	Facts  *framework.Call // what is known of it; nil if that is its kind alone
	Object *value.Object   // its result, which has the arguments
	Event  *record.Event
	Order  int // of the event in the record
}

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
func Tell(record *record.Record, base func(path string) int) *Story {
	s := &Story{Record: record, Frameworks: record.Frameworks, Made: map[value.ID]int{}, answers: map[any]any{}, facts: map[string]*framework.Call{}, known: map[string]*framework.Call{}}
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
	s.Fed = s.findFed()
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
	name := s.Called(o)
	step := Step{Name: name, Facts: s.Facts(name), Object: o, Event: e, Order: order}
	if inPlace, ok := strings.CutSuffix(name, "_"); ok && step.Facts == nil && s.Clips(inPlace, o) {
		step.Facts = &framework.Call{Act: framework.Clip}
	}
	if step.Facts == nil && s.updates(name, o, e) {
		step.Facts = known["apply_updates"]
	}
	if step.Kind = s.kindOf(step.Facts, o); step.Kind == "" {
		step.Kind = s.modeOf(name, o)
	}
	if _, ok := s.Made[e.Call]; !ok {
		s.Made[e.Call] = len(s.Calls)
	}
	s.Calls = append(s.Calls, step)
}

// Called is the canonical name of what an object is the result of a call of.
func (s *Story) Called(o *value.Object) string {
	return s.Frameworks.Canonical(strings.TrimSuffix(o.Name, "()"))
}

// tellSteps keeps the calls that are any of the field's as the steps of the story.
func (s *Story) tellSteps() {
	s.Steps = slices.DeleteFunc(slices.Clone(s.Calls), func(c Step) bool { return c.Kind == "" })
}

// CutLast cuts a dotted name before its last part.
func CutLast(name string) (before, last string) {
	if i := strings.LastIndexByte(name, '.'); i >= 0 {
		return name[:i], name[i+1:]
	}
	return "", name
}

// A Purpose is what a script is there for. It decides what its trainings owe.
type Purpose string

// The purposes.
const (
	Production    Purpose = "production"    // it is to produce a model, and owes all that a team asks of a training
	Demonstration Purpose = "demonstration" // it shows or tries something, and has to be right, no more
)

// Purposes are all of them.
func Purposes() []Purpose { return []Purpose{Production, Demonstration} }
