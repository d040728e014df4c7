package validation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// measures reports whether a forward step only tells how good a model is that the story trains, whatever data and functions are
// called: what it runs on is not what the model is trained on, and it runs in evaluation mode, or in a hand-written loop over data
// without gradients or to make numbers of the result.
func measures(s *story.Story, step *story.Step) bool {
	isOwn := isInOwnLoop(s, step)
	switch {
	case IsInEvaluation(s, step):
	case isOwn && (story.IsWithoutGradients(step.Event.Within) || numbers(s)[step.Event.Call]):
	default:
		return false
	}
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool {
		return t.By == "" && t.Loop >= 0 && t.Model != value.Nothing && s.Shares(step.Object.Callee, t.Model) && (isOwn || t.Counts(step)) &&
			judges(s, step, &t) == value.Yes && !goesOver(s, step, turned(s, t.Data))
	})
}

// goesOver reports whether the innermost loop around a step goes over the same as another.
func goesOver(s *story.Story, step *story.Step, data value.Value) bool {
	inner, ok := step.Event.InnerLoop()
	if !ok {
		return false
	}
	over := s.Record.Loops[inner].Over
	return over != value.Nothing && !s.OnlyCounts(over) && turned(s, over) == data
}

// turned is what a loop goes over that numbers its turns.
func turned(s *story.Story, over value.Value) value.Value {
	if o := s.Single(over); o != nil && o.Kind == value.List && o.Of != value.Nothing && !o.IsSliced() {
		return o.Of
	}
	return over
}

// isInOwnLoop reports whether the innermost loop around a step goes over data, and no gradients are computed in it.
func isInOwnLoop(s *story.Story, step *story.Step) bool {
	inner, ok := step.Event.InnerLoop()
	if !ok {
		return false
	}
	loop := &s.Record.Loops[inner]
	return loop.Hook == "" && loop.Over != value.Nothing && !s.OnlyCounts(loop.Over) && !s.Backward()[inner]
}

func numbers(s *story.Story) map[value.ID]bool { return numbersAnswer.Of(s, findNumbers) }

var numbersAnswer story.Answer[map[value.ID]bool]

// findNumbers finds what plain numbers, classes or answers are computed of: nothing flows back through these.
func findNumbers(s *story.Story) map[value.ID]bool {
	found := map[value.ID]bool{}
	var queue []value.ID
	add := func(v value.Value) {
		for _, id := range s.Record.Heap.All(v) {
			if !found[id] {
				found[id] = true
				queue = append(queue, id)
			}
		}
	}
	for _, o := range s.Record.Heap.Objects() {
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		if o.Kind == value.Foreign && (losesGradient[method] || o.Operator >= code.Less && o.Operator <= code.GreaterEqual) {
			add(o.Of)
			for _, a := range o.Args {
				add(a.Value)
			}
		}
	}
	for ; len(queue) > 0; queue = queue[1:] {
		o := s.Record.Heap.Object(queue[0])
		if o.Kind != value.Foreign {
			continue
		}
		add(o.Of)
		for _, a := range o.Args {
			add(a.Value)
		}
	}
	return found
}

// losesGradient are functions and methods whose results have no gradients.
var losesGradient = map[string]bool{"item": true, "argmax": true, "numpy": true, "tolist": true, "int": true, "float": true, "eq": true, "ge": true, "gt": true}
