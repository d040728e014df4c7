package validation

import (
	"slices"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Lost is a step that puts a model in evaluation mode in which it is trained in later turns of a loop.
type Lost struct {
	Step     *story.Step
	Training *story.Step // the first step that trains it so; nil if it is trained under another name
	Loop     value.Place // the loop that should start with train(), or before which it should be
	IsInLoop bool        // the loop should start with it
}

// place finds where the mode of a model should be restored that is evaluated and trained in turns: at the start of the innermost loop
// around both, if that is in the function that trains, or else before the loop that only trains.
func (l *Lost) place(s *story.Story, training *story.Step) {
	h := s.Record.Heap
	evaluated, isOne := h.One(l.Step.Object.Of)
	trained, isOneToo := h.One(training.Object.Callee)
	if training.Kind != story.Forward || !isOne || !isOneToo || evaluated != trained {
		return
	}
	around, loops := l.Step.Event.Loops(), training.Event.Loops()
	n := 0
	for n < len(around) && n < len(loops) && around[n] == loops[n] {
		n++
	}
	isOwn := func(i int) bool { return i < len(loops) && isInLoop(s, loops[i], training.Event) }
	switch {
	case n > 0 && isOwn(n-1):
		l.Training, l.Loop, l.IsInLoop = training, s.Record.Loops[loops[n-1]].At, true
	case isOwn(n):
		l.Training, l.Loop = training, s.Record.Loops[loops[n]].At
	}
}

// isInLoop reports whether the code of an event is in that of a loop of the program's own.
func isInLoop(s *story.Story, loop int, e *record.Event) bool {
	l := s.Record.Loops[loop]
	return l.Hook == "" && l.In == e.In && l.At.File == e.At.File
}

// keepGradientsOff finds how the gradients of an evaluation are best not recorded: all of the loop or step runs without them, if nothing
// in there computes gradients, and all of the function if it only evaluates.
func (e *Evaluation) keepGradientsOff(s *story.Story) {
	if !e.HasGradients {
		return
	}
	_, name := story.CutLast(e.step.Event.In)
	e.NeedsNone, e.IsAllOfFunction = true, rolesOf(name) == value.Yes
	if e.IsLoop {
		loops := e.step.Event.Loops()
		i := slices.IndexFunc(loops, func(l int) bool { return s.Record.Loops[l].At == e.At })
		e.IsAllOfFunction = e.IsAllOfFunction && i >= 0 && isInLoop(s, loops[i], e.step.Event)
	}
	ways := waysTo(s, e.step.Event)
	for i := range s.Steps {
		other := &s.Steps[i]
		if !other.ComputesGradients() && !s.Networks.InLoss[other.Event.Call] {
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
