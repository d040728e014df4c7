package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// validations are the steps that run a training's model on held-out data while it trains.
func (s *Story) validations(t *Training) (all []*Step) {
	for i := range s.Steps {
		step := &s.Steps[i]
		if s.isDuring(step, t) && s.isOnHeldOut(step, t) && s.judges(step, t) == run.Yes {
			all = append(all, step)
		}
	}
	return all
}

// judgedLater are the steps that run a training's model when the training is over.
func (s *Story) judgedLater(t *Training) (all []*Step) {
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind == Forward && step.Order > t.Step.Order && !s.isDuring(step, t) && s.isRunOf(step, t) {
			all = append(all, step)
		}
	}
	return all
}

// isOnHeldOut reports whether the data of a step is known to be held out, or the step can serve nothing but a validation.
func (s *Story) isOnHeldOut(step *Step, t *Training) bool {
	part, known := s.partGiven(step, t)
	return known && part != TrainPart || !s.Unsupervised() && (isWithoutGradients(step.Event.Within) || s.isInEvaluation(step))
}

// results are values that come from some steps, and those of which it is known that they do not.
type results struct {
	*Story
	from map[value.ID]bool
}

func (s *Story) resultsOf(steps []*Step) results {
	all := results{s, map[value.ID]bool{}}
	for _, step := range steps {
		if step.Event.Call != 0 {
			all.from[step.Event.Call] = true
		}
	}
	return all
}

// in reports whether a report holds something that is computed from the results, whatever it is called.
func (a results) in(r *report) bool {
	return slices.ContainsFunc(r.values, func(v value.Argument) bool { return a.reach(v.Value) })
}

// reach reports whether a value is made of one of the results. Each value is visited once.
func (a results) reach(v value.Value) bool {
	return slices.ContainsFunc(a.Record.Heap.All(v), a.reachFrom)
}

func (a results) reachFrom(id value.ID) bool {
	if is, seen := a.from[id]; seen {
		return is
	}
	a.from[id] = false // it may be made of itself
	o := a.Record.Heap.Object(id)
	found := a.reach(o.Of) || slices.ContainsFunc(a.fed[o], a.reach) || a.reach(o.Elements) || slices.ContainsFunc(o.Items, a.reach) ||
		slices.ContainsFunc(o.Args, func(v value.Argument) bool { return a.reach(v.Value) }) ||
		slices.ContainsFunc(sortedKeys(o.Fields), func(key string) bool { return o.Kind == value.Dict && a.reach(o.Fields[key]) })
	a.from[id] = found
	return found
}
