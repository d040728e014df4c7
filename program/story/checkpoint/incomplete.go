package checkpoint

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Gap is what the checkpoints of a training lack.
type Gap struct {
	At       value.Place // a save in the loop
	By       string      // what is called there: torch.save
	Missing  []framework.Part
	Weights  bool // the model is all there is
	OnlyBest bool // there are no other checkpoints than those of the best model
	Resumed  bool // training goes on from such a checkpoint, or the script from some
}

// Incomplete answers whether the checkpoints that are written while a training goes on lack parts of its state. All are taken
// together: it is open if one of them may hold anything.
func Incomplete(s *story.Story, t *story.Training) (gap Gap, answer value.Truth) {
	saves := Of(s, t)
	var all Contents
	gap.OnlyBest = true
	for i := range saves.All {
		c := &saves.All[i]
		switch {
		case c.Facts.Callback, c.InLoop && c.Facts.Whole && c.Facts.State == nil && !c.Facts.Made:
			return Gap{}, value.No
		case !c.InLoop || c.When.Is(Once):
			continue
		}
		if gap.At == (value.Place{}) || gap.OnlyBest && !c.OnlyBest() {
			gap.At, gap.By, gap.OnlyBest = c.Step.Event.At, c.Step.Name, c.OnlyBest()
		}
		all.add(*ContentsOf(s, c, t))
	}
	switch {
	case gap.At == (value.Place{}) && !saves.Hidden:
		return incompleteAfterwards(s, t)
	case all.Open, saves.Hidden:
		return Gap{}, value.Open
	}
	gap.Resumed = resumes(s) || saves.Any(func(c *Checkpoint) bool { return c.InLoop && goesOnFrom(s, c, t) })
	return lacks(s, gap, all, t)
}

// incompleteAfterwards is Incomplete where all is saved when a training is over: only what the next run goes on from is to have
// all of its state.
func incompleteAfterwards(s *story.Story, t *story.Training) (Gap, value.Truth) {
	saves := Of(s, t)
	for i := range saves.All {
		if c := &saves.All[i]; goesOnFrom(s, c, t) && !ContentsOf(s, c, t).Open {
			return lacks(s, Gap{At: c.Step.Event.At, By: c.Step.Name, Resumed: true}, *ContentsOf(s, c, t), t)
		}
	}
	return Gap{}, value.No
}

// goesOnFrom reports whether a training starts from a checkpoint that an earlier run of it may have written.
func goesOnFrom(s *story.Story, c *Checkpoint, t *story.Training) bool {
	begins := begins(s, t)
	return slices.ContainsFunc(Readings(s), func(r Reading) bool {
		return r.Step.Order <= begins && r.Restored.Has(framework.Model) && r.Path.IsOf(&c.Path)
	})
}

// lacks tells which parts of a training's state are not among what its checkpoints hold.
func lacks(s *story.Story, gap Gap, all Contents, t *story.Training) (Gap, value.Truth) {
	gap.Weights = !slices.ContainsFunc(all.Parts, func(p framework.Part) bool { return p != framework.Model && p != framework.Epoch })
	for _, part := range parts(s, t) {
		if !all.Has(part) {
			gap.Missing = append(gap.Missing, part)
		}
	}
	if len(gap.Missing) == 0 || len(gap.Missing) == 1 && gap.Missing[0] == framework.Best && !resumes(s) {
		return gap, value.No
	}
	return gap, value.Yes
}

// resumes reports whether the script goes on from what it saves.
func resumes(s *story.Story) bool {
	return slices.ContainsFunc(Readings(s), func(r Reading) bool { return r.Resumes() })
}

// parts are the parts of the state that a training has, as far as a script is to save them.
func parts(s *story.Story, t *story.Training) []framework.Part {
	switch t.By {
	case framework.Keras: // which tells fit from where to go on
		return []framework.Part{framework.Model, framework.Optimizer}
	case "":
	default:
		return nil
	}
	all := []framework.Part{framework.Model}
	loops := loopsOf(s, t)
	in := func(step story.Step) bool { return isIn(s, step.Event, loops, t) }
	does := func(act framework.Act) bool {
		return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
			return step.Kind == story.Gradient && step.Facts.Act == act && in(step)
		})
	}
	if hasOptimizers(s, loops, t) {
		all = append(all, framework.Optimizer)
	}
	if does(framework.Schedule) || slices.ContainsFunc(s.Calls, func(c story.Step) bool { return isScheduled(s, &c) && in(c) }) {
		all = append(all, framework.Scheduler)
	}
	if slices.ContainsFunc(s.Steps, func(step story.Step) bool { return in(step) && stepsScaled(s, &step) }) {
		all = append(all, framework.Scaler)
	}
	all = append(all, framework.Epoch)
	if Of(s, t).Any(func(c *Checkpoint) bool { return c.InLoop && c.When.Is(OnImprovement) }) {
		all = append(all, framework.Best)
	}
	return all
}

// hasOptimizers reports whether an optimizer changes the parameters, rather than code that is written out.
func hasOptimizers(s *story.Story, loops []int, t *story.Training) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		_, method := story.CutLast(step.Name)
		return step.Kind == story.Gradient && slices.Contains(story.Applies, step.Facts.Act) && !story.WrittenOut[method] && isIn(s, step.Event, loops, t)
	})
}

// isScheduled reports whether a call moves a schedule of the learning rate on of which nothing is known but what made it.
func isScheduled(s *story.Story, c *story.Step) bool {
	_, method := story.CutLast(c.Name)
	return method == "step" && slices.ContainsFunc(s.Record.Heap.All(c.Object.Of), func(id value.ID) bool {
		return partOfObject(s, id, s.Record.Heap.Object(id)) == framework.Scheduler
	})
}

// stepsScaled reports whether a step is made by a gradient scaler that is not switched off.
func stepsScaled(s *story.Story, step *story.Step) bool {
	return step.Kind == story.Gradient && step.Facts.Act == framework.ScaledStep && !slices.ContainsFunc(s.Record.Heap.All(step.Object.Of), func(id value.ID) bool {
		enabled, given := s.Record.Heap.Object(id).Argument("enabled", -1)
		return given && s.IsLiteral(enabled, "False")
	})
}
