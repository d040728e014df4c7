package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// A Gap is what the checkpoints of a training lack.
type Gap struct {
	At       value.Place // a save in the loop
	Missing  []framework.Part
	Weights  bool // the model is all there is
	OnlyBest bool // there are no other checkpoints than those of the best model
	Resumed  bool // training goes on from such a checkpoint, or the script from some
}

// Incomplete answers whether the checkpoints that are written while a training goes on lack parts of its state. All are taken
// together: it is open if one of them may hold anything.
func (s *Story) Incomplete(t *Training) (gap Gap, answer run.Truth) {
	saves := s.Checkpoints(t)
	var all Contents
	gap.OnlyBest = true
	for i := range saves.All {
		c := &saves.All[i]
		switch {
		case c.Facts.Callback, c.InLoop && c.Facts.Whole && c.Facts.State == nil && !c.Facts.Made:
			return Gap{}, run.No
		case !c.InLoop || c.When.Is(Once):
			continue
		}
		if gap.At == (value.Place{}) || gap.OnlyBest && !c.OnlyBest() {
			gap.At, gap.OnlyBest = c.Step.Event.At, c.OnlyBest()
		}
		all.add(*s.Contents(c, t))
	}
	switch {
	case gap.At == (value.Place{}) && !saves.Hidden:
		return s.incompleteAfterwards(t)
	case all.Open, saves.Hidden:
		return Gap{}, run.Open
	}
	gap.Resumed = s.resumes() || saves.Any(func(c *Checkpoint) bool { return c.InLoop && s.goesOnFrom(c, t) })
	return s.lacks(gap, all, t)
}

// incompleteAfterwards is Incomplete where all is saved when a training is over: only what the next run goes on from is to have
// all of its state.
func (s *Story) incompleteAfterwards(t *Training) (Gap, run.Truth) {
	saves := s.Checkpoints(t)
	for i := range saves.All {
		if c := &saves.All[i]; s.goesOnFrom(c, t) && !s.Contents(c, t).Open {
			return s.lacks(Gap{At: c.Step.Event.At, Resumed: true}, *s.Contents(c, t), t)
		}
	}
	return Gap{}, run.No
}

// goesOnFrom reports whether a training starts from a checkpoint that an earlier run of it may have written.
func (s *Story) goesOnFrom(c *Checkpoint, t *Training) bool {
	begins := s.begins(t)
	return slices.ContainsFunc(s.Readings(), func(r Reading) bool {
		return r.Step.Order <= begins && r.Restored.Has(framework.Model) && r.Path.IsOf(&c.Path)
	})
}

// lacks tells which parts of a training's state are not among what its checkpoints hold.
func (s *Story) lacks(gap Gap, all Contents, t *Training) (Gap, run.Truth) {
	gap.Weights = !slices.ContainsFunc(all.Parts, func(p framework.Part) bool { return p != framework.Model && p != framework.Epoch })
	for _, part := range s.parts(t) {
		if !all.Has(part) {
			gap.Missing = append(gap.Missing, part)
		}
	}
	if len(gap.Missing) == 0 || len(gap.Missing) == 1 && gap.Missing[0] == framework.Best && !s.resumes() {
		return gap, run.No
	}
	return gap, run.Yes
}

// resumes reports whether the script goes on from what it saves.
func (s *Story) resumes() bool {
	return slices.ContainsFunc(s.Readings(), func(r Reading) bool { return r.Resumes() })
}

// parts are the parts of the state that a training has, as far as a script is to save them.
func (s *Story) parts(t *Training) []framework.Part {
	switch t.By {
	case framework.Keras: // which tells fit from where to go on
		return []framework.Part{framework.Model, framework.Optimizer}
	case "":
	default:
		return nil
	}
	all := []framework.Part{framework.Model}
	loops := s.loopsOf(t)
	in := func(step Step) bool { return s.isIn(step.Event, loops, t) }
	does := func(act framework.Act) bool {
		return slices.ContainsFunc(s.Steps, func(step Step) bool {
			return step.Kind == Gradient && step.Facts.Act == act && in(step)
		})
	}
	if s.hasOptimizers(loops, t) {
		all = append(all, framework.Optimizer)
	}
	if does(framework.Schedule) || slices.ContainsFunc(s.calls, func(c Step) bool { return s.isScheduled(&c) && in(c) }) {
		all = append(all, framework.Scheduler)
	}
	if slices.ContainsFunc(s.Steps, func(step Step) bool { return in(step) && s.stepsScaled(&step) }) {
		all = append(all, framework.Scaler)
	}
	all = append(all, framework.Epoch)
	if s.Checkpoints(t).Any(func(c *Checkpoint) bool { return c.InLoop && c.When.Is(OnImprovement) }) {
		all = append(all, framework.Best)
	}
	return all
}

// hasOptimizers reports whether an optimizer changes the parameters, rather than code that is written out.
func (s *Story) hasOptimizers(loops []int, t *Training) bool {
	return slices.ContainsFunc(s.Steps, func(step Step) bool {
		_, method := cutLast(step.Name)
		return step.Kind == Gradient && slices.Contains(applies, step.Facts.Act) && !writtenOut[method] && s.isIn(step.Event, loops, t)
	})
}

// writtenOut are what changes a tensor where it is, and "?" a difference that is computed.
var writtenOut = map[string]bool{"add_": true, "sub_": true, "addcdiv_": true, "copy_": true, "?": true}

// isScheduled reports whether a call moves a schedule of the learning rate on of which nothing is known but what made it.
func (s *Story) isScheduled(c *Step) bool {
	_, method := cutLast(c.Name)
	return method == "step" && slices.ContainsFunc(s.Record.Heap.All(c.Object.Of), func(id value.ID) bool {
		return s.partOfObject(id, s.Record.Heap.Object(id)) == framework.Scheduler
	})
}

// stepsScaled reports whether a step is made by a gradient scaler that is not switched off.
func (s *Story) stepsScaled(step *Step) bool {
	return step.Kind == Gradient && step.Facts.Act == framework.ScaledStep && !slices.ContainsFunc(s.Record.Heap.All(step.Object.Of), func(id value.ID) bool {
		enabled, given := s.Record.Heap.Object(id).Argument("enabled", -1)
		return given && s.isLiteral(enabled, "False")
	})
}
