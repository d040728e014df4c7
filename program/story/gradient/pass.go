package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A pass is what is done to gradients by the script, by a function that is run by itself, or in a turn of a loop.
type pass struct {
	story       *story.Story
	loop        int   // as an index in the record's; -1 for all that the script or function does
	depth       int   // how many loops and conditions are around what is done in each turn
	first, last int   // orders of the first event and the last
	outer       *pass // the loop around, or the script or function
	acts        []Act // in order; branches one after the other
	both        bool  // gradients are computed and applied
	inner       bool  // and so they are in a loop inside
}

func passes(s *story.Story) []*pass { return passesAnswer.Of(s, findPasses) }

var passesAnswer story.Answer[[]*pass]

// findPasses finds the passes in which anything is done to gradients, outer ones first; none if the program has nothing to do with
// PyTorch.
func findPasses(s *story.Story) []*pass {
	if !importsAny(s, "torch", "accelerate", "lightning", "pytorch_lightning", "paddle") {
		return nil
	}
	w := passWalk{story: s}
	calls := s.Calls
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		var call *story.Step
		if len(calls) > 0 && calls[0].Order == i {
			call, calls = &calls[0], calls[1:]
		}
		w.event(e, i, call)
	}
	w.flush(nil)
	passes := slices.DeleteFunc(w.all, func(p *pass) bool { return len(p.acts) == 0 })
	for _, p := range passes {
		p.both = p.has(framework.Backward) && p.has(framework.Step)
		for outer := p.outer; p.both && outer != nil && !outer.inner; outer = outer.outer {
			outer.inner = true
		}
	}
	return passes
}

// importsAny reports whether the program has anything of one of some libraries.
func importsAny(s *story.Story, modules ...string) bool {
	h := s.Record.Heap
	for _, o := range h.Objects() {
		if o.Kind == value.Foreign && slices.Contains(modules, TopName(o.Name)) {
			return true
		}
	}
	return false
}

// TopName returns the first part of a dotted name.
func TopName(name string) string {
	for i := range len(name) {
		if name[i] == '.' || name[i] == '(' {
			return name[:i]
		}
	}
	return name
}

// A passWalk goes through the events of a story.
type passWalk struct {
	story   *story.Story
	all     []*pass
	whole   *pass // of the script or function
	root    int32
	around  []record.Around
	stack   []*pass // as long as around; nil for conditions
	waiting []Act   // steps that run functions which are being told
}

func (w *passWalk) event(e *record.Event, order int, call *story.Step) {
	w.flush(e)
	w.enter(e, order)
	a, ok := actOf(w.story, e, order, call)
	switch {
	case !ok:
	case a.kind == framework.Step && call != nil && !a.opaque && IsGivenFunction(w.story, call.Object):
		w.waiting = append(w.waiting, a)
	default:
		w.add(a)
	}
}

// flush adds the steps that ran functions which an event is no longer in: what these did comes first.
func (w *passWalk) flush(next *record.Event) {
	for len(w.waiting) > 0 {
		a := w.waiting[len(w.waiting)-1]
		if n := len(a.Event.Way); next != nil && len(next.Way) > n && next.Way[n] == a.Event.At && slices.Equal(next.Way[:n], a.Event.Way) {
			return
		}
		w.waiting = w.waiting[:len(w.waiting)-1]
		w.enter(a.Event, a.order)
		w.add(a)
	}
}

// The bounds of what is told apart.
const (
	maxActs    = 128   // acts of a turn
	maxAllActs = 4_096 // of a script
	maxAround  = 64    // loops and conditions around an act, the outermost
)

func (w *passWalk) add(a Act) {
	if len(w.whole.acts) < maxAllActs {
		w.whole.acts = append(w.whole.acts, a)
	}
	for _, p := range w.stack {
		if p != nil && len(p.acts) < maxActs {
			p.acts = append(p.acts, a)
		}
	}
}

// enter leaves the loops that an event is not in, and enters those that it is in.
func (w *passWalk) enter(e *record.Event, order int) {
	if w.whole == nil || w.root != e.Root {
		w.whole, w.root, w.around, w.stack = &pass{story: w.story, loop: -1, first: order}, e.Root, nil, nil
		w.all = append(w.all, w.whole)
	}
	same := 0
	for same < len(e.Around) && same < len(w.around) && e.Around[same] == w.around[same] {
		same++
	}
	w.around, w.stack = e.Around, w.stack[:same]
	for depth, a := range e.Around[same:] {
		w.open(a, same+depth+1, order)
	}
	w.whole.last = max(w.whole.last, order)
	for _, p := range w.stack {
		if p != nil {
			p.last = max(p.last, order)
		}
	}
}

func (w *passWalk) open(a record.Around, depth, order int) {
	if a.Loop < 0 {
		w.stack = append(w.stack, nil)
		return
	}
	outer := w.whole
	for _, p := range w.stack {
		if p != nil {
			outer = p
		}
	}
	p := &pass{story: w.story, loop: a.Loop, depth: depth, first: order, outer: outer}
	w.all, w.stack = append(w.all, p), append(w.stack, p)
}

func (p *pass) has(kind framework.Act) bool { return p.find(kind) >= 0 }

// find returns the index of the first act of a kind, or -1.
func (p *pass) find(kind framework.Act) int {
	return slices.IndexFunc(p.acts, func(a Act) bool { return a.kind == kind })
}

// isBatch reports whether gradients are computed and applied in each turn of a loop, and not in a loop inside.
func (p *pass) isBatch() bool { return p.loop >= 0 && p.both && !p.inner }

// isWithin reports whether an act happens in the loop of the pass itself, not in one inside it.
func (p *pass) isWithin(a Act) bool {
	return !slices.ContainsFunc(a.Event.Around[p.depth:], func(r record.Around) bool { return r.Loop >= 0 })
}

// isAlways reports whether an act happens in every turn.
func (p *pass) isAlways(a Act) bool { return len(a.Event.Around) == p.depth }

// leadsTo reports whether an act was done on the way whenever another after it is: all conditions for it are for the other, too,
// and the loops around it are around the other.
func leadsTo(s *story.Story, a, other Act) bool {
	return len(a.Event.Around) <= maxAround && isPrefix(a.Event.Loops(), other.Event.Loops()) && !slices.ContainsFunc(a.Event.Around, func(r record.Around) bool {
		return r.Loop < 0 && !slices.ContainsFunc(other.around(), func(o record.Around) bool { return agree(s, r, o) == value.Yes })
	})
}

func (a Act) around() []record.Around { return a.Event.Around[:min(len(a.Event.Around), maxAround)] }

func isPrefix(of, list []int) bool { return len(of) <= len(list) && slices.Equal(of, list[:len(of)]) }

// Excludes reports whether a run that comes to one of two acts does not come to the other.
func Excludes(s *story.Story, a, other Act) bool {
	return slices.ContainsFunc(a.around(), func(r record.Around) bool {
		return r.Loop < 0 && slices.ContainsFunc(other.around(), func(o record.Around) bool { return agree(s, r, o) == value.No })
	})
}

// agree answers whether one condition holds if another does, where both are of one statement, or ask for the same setting.
func agree(s *story.Story, a, b record.Around) value.Truth {
	if b.Loop >= 0 {
		return value.Open
	}
	if a.Guard.At != b.Guard.At || a.Way != b.Way {
		a.Guard, b.Guard = asked(s, a.Guard), asked(s, b.Guard)
		if a.Guard.Condition != b.Guard.Condition || !isSetting(s, a.Guard.Condition) {
			return value.Open
		}
	}
	if a.Guard.Holds == b.Guard.Holds {
		return value.Yes
	}
	return value.No
}

// asked is a condition without the negations in front of it.
func asked(s *story.Story, g record.Guard) record.Guard {
	for range story.MaxWalk {
		o := s.Single(g.Condition)
		if o == nil || o.Why != value.Condition || o.Of == value.Nothing {
			break
		}
		g.Condition, g.Holds = o.Of, !g.Holds
	}
	return g
}

// isSetting reports whether a value is an option, or something else that is the same wherever it is asked for.
func isSetting(s *story.Story, v value.Value) bool {
	o := s.Single(v)
	return o != nil && (o.Kind == value.Option || o.Kind == value.Foreign && o.Name != "?" && !strings.Contains(o.Name, "("))
}

// isSame reports whether two acts are done to the same thing.
func (a Act) isSame(other Act) bool { return a.of != value.Nothing && a.of == other.of }

// mayTrain reports whether between two events something is called that may compute or set gradients out of sight.
func (p *pass) mayTrain(from, to int) bool {
	for i := callFrom(p.story, from); i < len(p.story.Calls) && p.story.Calls[i].Order < to; i++ {
		if c := &p.story.Calls[i]; c.Order > from && c.Kind == "" && mayBackpropagate(p.story, c) {
			return true
		}
	}
	return p.story.Record.Cut
}

// callFrom returns the index of the first call at an order or after it.
func callFrom(s *story.Story, order int) int {
	i, _ := slices.BinarySearchFunc(s.Calls, order, func(c story.Step, order int) int { return c.Order - order })
	return i
}

// mayBackpropagate reports whether a call of code that is not here is named for something that computes gradients.
func mayBackpropagate(s *story.Story, c *story.Step) bool {
	_, method := story.CutLast(c.Name)
	switch {
	case method == "train" || method == "eval", TopName(c.Name) == "builtins":
		return false
	case s.Frameworks.IsModule(c.Name):
		return TopName(method) != "no_grad" && autograd.MatchString(c.Name)
	}
	return trainsByName.MatchString(method) && !meter.MatchString(c.Name)
}

var (
	autograd     = pattern.New(`(^|\.)autograd\.|\.(training_step|train_batch|fit)$`)
	trainsByName = pattern.New(`(?i)backward|grad|backprop|loss_scaler|closure|train|update|learn|fit|optimize|_step$`)
	// meter matches what is updated and trains nothing: a mean, a bar of progress.
	meter = pattern.New(`(?i)(meter|loss(es)?|time|acc\w*|top\d|bar|progress|metrics?|avg|stats|dict|history)(\(\))?\.update$`)
)
