package validation

import (
	"slices"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Lost is a step that puts a model in evaluation mode in which it is trained in later turns of a loop.
type Lost struct {
	Step *story.Step
	Restoring
}

// A Restoring says where train() should be called on a model that is evaluated and trained in turns.
type Restoring struct {
	Training *story.Step // the first step that trains it; nil if it is trained under another name
	At       value.Place
	How      Restored
}

// A Restored says how a call of train() belongs to a place.
type Restored uint8

// The places of a call of train().
const (
	InsideLoop Restored = iota // where the loop starts
	BeforeLoop                 // before the loop that only trains
	AfterCall                  // after the call that evaluates
)

// restoring finds where the mode of a model should be restored that a step evaluates and another one trains: at the start of the innermost
// loop around both, if that is in the function that trains, or else before the loop that only trains. In a loop over steps, it is after the
// only call that leads to the evaluation.
func restoring(s *story.Story, evaluation *story.Step, model value.Value, training *story.Step) (r Restoring) {
	evaluated, isOne := s.Record.Heap.One(model)
	trained, isOneToo := s.Record.Heap.One(training.Object.Callee)
	if training.Kind != story.Forward || !isOne || !isOneToo || evaluated != trained {
		return r
	}
	around, loops := evaluation.Event.Loops(), training.Event.Loops()
	n := 0
	for n < len(around) && n < len(loops) && around[n] == loops[n] {
		n++
	}
	isOwn := func(i int) bool { return i < len(loops) && isInLoop(s, loops[i], training.Event) }
	switch {
	case n == 0:
	case isOwn(n - 1):
		r = Restoring{training, s.Record.Loops[loops[n-1]].At, InsideLoop}
		if at, ok := onlyCall(s, evaluation, loops[n-1], len(training.Event.Way)); ok && n == len(loops) {
			r.At, r.How = at, AfterCall
		}
	case isOwn(n):
		r = Restoring{training, s.Record.Loops[loops[n]].At, BeforeLoop}
	}
	return r
}

// onlyCall is the only call in a loop, of a function that so many calls lead to, that leads to a step.
func onlyCall(s *story.Story, step *story.Step, loop, depth int) (at value.Place, ok bool) {
	for i := range s.Calls {
		e := s.Calls[i].Event
		if e.At != step.Event.At || !slices.Contains(e.Loops(), loop) {
			continue
		}
		if len(e.Way) <= depth || ok && e.Way[depth] != at {
			return value.Place{}, false
		}
		at, ok = e.Way[depth], true
	}
	return at, ok
}

// Eval answers whether an evaluation can put its model in evaluation mode where it runs it, and after which training goes on in the right
// mode: by itself, or if train() is called, too, at a place.
func (e *Evaluation) Eval(s *story.Story) (r Restoring, ok bool) {
	for i := range s.Steps {
		run := &s.Steps[i]
		if run.Event.At != e.Run || run.Kind != story.Forward {
			continue
		}
		if s.Networks.InLoss[run.Event.Call] || choosesMode(s, run) { // it is run for both, or in training mode on purpose
			return Restoring{}, false
		}
		for j := range s.Steps {
			training := &s.Steps[j]
			if training.Kind != story.Forward || !s.Networks.InLoss[training.Event.Call] || !s.Shares(training.Object.Callee, run.Object.Callee) {
				continue
			}
			if restoresAfter(s, run, training) {
				continue
			}
			again := restoring(s, run, run.Object.Callee, training)
			isTooLate := again.How == InsideLoop && run.Order < training.Order
			if again.Training == nil && run.Order > training.Order && !shareLoop(run, training) {
				continue // it is not trained on
			}
			if again.Training == nil || isTooLate {
				return Restoring{}, false
			}
			if r.Training == nil {
				r = again
			}
		}
	}
	return r, true
}

// choosesMode reports whether the function in which a step runs a model puts that in training mode first, and does not train it in between.
func choosesMode(s *story.Story, run *story.Step) bool {
	chosen := false
	for i := range s.Steps {
		step := &s.Steps[i]
		switch {
		case step.Order >= run.Order:
			return chosen
		case step.Kind == story.Mode && step.Event.In == run.Event.In && s.Shares(step.Object.Of, run.Object.Callee):
			chosen = EvaluationMode(s, step) == value.No
		case s.Networks.InLoss[step.Event.Call], step.ComputesGradients():
			chosen = false
		}
	}
	return chosen
}

// restoresAfter reports whether something puts a model in training mode between an evaluation and the training that comes next, in the same
// turn of a loop or in the next one.
func restoresAfter(s *story.Story, evaluation, training *story.Step) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		if step.Kind != story.Mode || EvaluationMode(s, &step) == value.Yes || !s.Shares(step.Object.Of, training.Object.Callee) {
			return false
		}
		if evaluation.Order < training.Order {
			return evaluation.Order < step.Order && step.Order < training.Order
		}
		return shareLoop(evaluation, &step) && shareLoop(training, &step)
	})
}

// shareLoop reports whether two steps are in one loop.
func shareLoop(a, b *story.Step) bool {
	loops := b.Event.Loops()
	return slices.ContainsFunc(a.Event.Loops(), func(loop int) bool { return slices.Contains(loops, loop) })
}

// isInLoop reports whether the code of an event is in that of a loop of the program's own.
func isInLoop(s *story.Story, loop int, e *record.Event) bool {
	l := s.Record.Loops[loop]
	return l.Hook == "" && l.In == e.In && l.At.File == e.At.File
}

// keepGradientsOff finds how the gradients of an evaluation are best not recorded: all of the loop or step runs without them, if nothing
// in there computes gradients, and all of the function if that only evaluates, or no loop does.
func (e *Evaluation) keepGradientsOff(s *story.Story) {
	if !e.HasGradients {
		return
	}
	_, name := story.CutLast(e.step.Event.In)
	e.NeedsNone, e.IsAllOfFunction = true, rolesOf(name) == value.Yes || !e.IsLoop
	if e.IsLoop {
		loops := e.step.Event.Loops()
		i := slices.IndexFunc(loops, func(l int) bool { return s.Record.Loops[l].At == e.At })
		e.IsAllOfFunction = e.IsAllOfFunction && i >= 0 && isInLoop(s, loops[i], e.step.Event)
	}
	ways := waysTo(s, e.step.Event)
	for i := range s.Steps {
		other := &s.Steps[i]
		if !other.ComputesGradients() && other.Kind != story.Train && !s.Networks.InLoss[other.Event.Call] {
			continue
		}
		isInside := other.Event.At == e.At || e.IsLoop && slices.ContainsFunc(other.Event.Loops(), func(l int) bool { return s.Record.Loops[l].At == e.At })
		e.NeedsNone = e.NeedsNone && !isInside
		e.IsAllOfFunction = e.IsAllOfFunction && !isFrom(other.Event, ways)
	}
	e.IsAllOfFunction = e.IsAllOfFunction && e.NeedsNone
}

// waysTo are the ways that lead to the function of an event.
func waysTo(s *story.Story, of *record.Event) (ways [][]value.Place) {
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		isNew := func() bool {
			return !slices.ContainsFunc(ways, func(way []value.Place) bool { return slices.Equal(way, e.Way) })
		}
		if e.In == of.In && e.At.File == of.At.File && len(ways) < maxWays && isNew() {
			ways = append(ways, e.Way)
		}
	}
	return ways
}

// maxWays bounds how many ways to a function are looked at.
const maxWays = 64

// isFrom reports whether an event happens at the end of one of some ways, or further on.
func isFrom(e *record.Event, ways [][]value.Place) bool {
	return slices.ContainsFunc(ways, func(way []value.Place) bool { return len(way) <= len(e.Way) && slices.Equal(way, e.Way[:len(way)]) })
}
