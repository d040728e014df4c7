package validation

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// Validations are the steps that run a training's model on held-out data while it trains.
func Validations(s *story.Story, t *story.Training) (all []*story.Step) {
	for i := range s.Steps {
		step := &s.Steps[i]
		if s.IsDuring(step, t) && isOnHeldOut(s, step, t) && judges(s, step, t) == value.Yes {
			all = append(all, step)
		}
	}
	return all
}

// JudgedLater are the steps that run a training's model, or have a framework judge one, when the training is over.
func JudgedLater(s *story.Story, t *story.Training) (all []*story.Step) {
	for i := range s.Steps {
		step := &s.Steps[i]
		judges := step.Kind == story.Forward && isRunOf(s, step, t) || step.Kind == story.Evaluate
		if judges && step.Order > t.Step.Order && !s.IsDuring(step, t) {
			all = append(all, step)
		}
	}
	return all
}

// isOnHeldOut reports whether the data of a step is known to be held out, or the step can serve nothing but a validation.
func isOnHeldOut(s *story.Story, step *story.Step, t *story.Training) bool {
	part, known := partGiven(s, step, t)
	return known && part != parts.Train || !Unsupervised(s) && (story.IsWithoutGradients(step.Event.Within) || IsInEvaluation(s, step) || isOnOtherRows(s, step))
}

// Results are values that come from some steps, and those of which it is known that they do not.
type Results struct {
	*story.Story
	from map[value.ID]bool
}

// ResultsOf returns the results of some steps.
func ResultsOf(s *story.Story, steps []*story.Step) Results {
	all := Results{s, map[value.ID]bool{}}
	for _, step := range steps {
		if step.Event.Call != 0 {
			all.from[step.Event.Call] = true
		}
	}
	return all
}

// Reach reports whether a value is made of one of the results. Each value is visited once.
func (a Results) Reach(v value.Value) bool {
	return slices.ContainsFunc(a.Record.Heap.All(v), a.ReachFrom)
}

// ReachFrom reports whether something is made of the results.
func (a Results) ReachFrom(id value.ID) bool {
	if is, seen := a.from[id]; seen {
		return is
	}
	a.from[id] = false // it may be made of itself
	o := a.Record.Heap.Object(id)
	found := a.Reach(o.Of) || slices.ContainsFunc(a.Fed[o], a.Reach) || a.Reach(o.Elements) || slices.ContainsFunc(o.Items, a.Reach) ||
		slices.ContainsFunc(o.Args, func(v value.Argument) bool { return a.Reach(v.Value) }) ||
		slices.ContainsFunc(value.SortedKeys(o.Fields), func(key string) bool { return o.Kind == value.Dict && a.Reach(o.Fields[key]) })
	a.from[id] = found
	return found
}
