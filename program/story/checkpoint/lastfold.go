package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// LastFold returns where the model is saved, after a loop over the folds of a cross-validation, that the loop has trained last: on the
// training part of one fold, and chosen by nothing.
func LastFold(s *story.Story, t *story.Training) (at value.Place, ok bool) {
	if s.Record.Cut {
		return at, false
	}
	folds := foldLoop(s, t)
	if folds < 0 {
		return at, false
	}
	for _, c := range Of(s, t).All {
		switch loops := c.Step.Event.Loops(); {
		case holdsState(s, c.Step, t) != value.Yes:
		case slices.Contains(loops, folds):
			return at, false // each fold has a model of its own
		case c.Step.Order > t.Step.Order && isOneModel(s, c.Step.Object) && savesIt(s, c.Step.Object, fitted(t)):
			at, ok = c.Step.Event.At, true
		}
	}
	return at, ok && !isChosen(s, t) && !isFittedAfter(s, t, folds)
}

// foldLoop is the innermost loop around a training that goes over folds, -1 if none does: not the one that goes over the batches of a fold.
func foldLoop(s *story.Story, t *story.Training) int {
	for _, loop := range slices.Backward(t.Step.Event.Loops()) {
		if t.By == "" && loop == t.Loop || isOverBatches(s, loop) {
			continue
		}
		for _, id := range s.Origins(s.Record.Loops[loop].Over) {
			o := s.Record.Heap.Object(id)
			if name, isCall := strings.CutSuffix(o.Name, ".split()"); isCall && s.IsFolds(name+".split") {
				return loop
			}
		}
	}
	return -1
}

// isOverBatches reports whether a loop goes over what a loader makes.
func isOverBatches(s *story.Story, loop int) bool {
	return slices.ContainsFunc(s.Record.Heap.All(s.Record.Loops[loop].Over), func(id value.ID) bool {
		return strings.HasSuffix(s.Record.Heap.Object(id).Name, "DataLoader()")
	})
}

// isOneModel reports whether a call that saves is given no collection of models: those of all folds.
func isOneModel(s *story.Story, save *value.Object) bool {
	return !slices.ContainsFunc(save.Args, func(a value.Argument) bool {
		return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool {
			o := s.Record.Heap.Object(id)
			if o.Kind == value.List {
				return true
			}
			for _, name := range value.SortedKeys(o.Fields) {
				if inner := s.Single(o.Fields[name]); o.Kind == value.Dict && inner != nil && inner.Kind == value.List && holdsModels(s, inner) {
					return true
				}
			}
			return o.Kind == value.Dict && o.Elements != value.Nothing
		})
	})
}

// fitted is what a training changes.
func fitted(t *story.Training) value.Value {
	if t.By == "" {
		return t.Model
	}
	return t.Step.Object.Of
}

// savesIt reports whether a call that saves is given a model, what that has, or a dictionary with one of these, or is a method of it.
func savesIt(s *story.Story, save *value.Object, model value.Value) bool {
	waiting := []value.Value{save.Of}
	for _, a := range save.Args {
		waiting = append(waiting, a.Value)
	}
	for seen := 0; len(waiting) > 0 && seen < story.MaxMade; seen++ {
		v := waiting[0]
		waiting = waiting[1:]
		if s.Shares(v, model) {
			return true
		}
		for _, id := range s.Record.Heap.All(v) {
			o := s.Record.Heap.Object(id)
			waiting = append(waiting, o.Of)
			if o.Kind == value.Dict {
				waiting = append(waiting, s.MadeOf(o)...)
			}
		}
	}
	return false
}

// holdsModels reports whether a list has something that is fitted among its elements.
func holdsModels(s *story.Story, list *value.Object) bool {
	return slices.ContainsFunc(s.Fits, func(f story.Fit) bool { return s.Shares(list.Elements, f.Object.Of) })
}

// isChosen reports whether a comparison decides that a name stands for the model of a training.
func isChosen(s *story.Story, t *story.Training) bool {
	model := fitted(t)
	for i := range s.Record.Events {
		set := s.Record.Events[i].Set
		if set.Value != value.Nothing && set.Object == value.Nothing && slices.ContainsFunc(s.Origins(set.Value), func(id value.ID) bool {
			return slices.Contains(s.Record.Heap.All(model), id)
		}) {
			return true
		}
	}
	return false
}

// isFittedAfter reports whether the model of a training is fitted again after a loop, or given a state that was kept: by a call of the
// function that trains in the loop, too.
func isFittedAfter(s *story.Story, t *story.Training, loop int) bool {
	isAfter := func(order int, e *record.Event) bool {
		return order > t.Step.Order && !slices.Contains(e.Loops(), loop)
	}
	isOfModel := func(o *value.Object) bool {
		return s.Shares(o.Of, t.Step.Object.Of) || s.Shares(o.Of, t.Model)
	}
	return slices.ContainsFunc(s.Fits, func(f story.Fit) bool { return isAfter(f.Order, f.Event) && isOfModel(f.Object) }) ||
		slices.ContainsFunc(s.Steps, func(step story.Step) bool {
			return step.Kind == t.Step.Kind && step.Event.At == t.Step.Event.At && isAfter(step.Order, step.Event)
		}) ||
		slices.ContainsFunc(s.Calls, func(c story.Step) bool {
			_, method := story.CutLast(c.Name)
			return givesState[method] && isAfter(c.Order, c.Event) && isOfModel(c.Object)
		})
}

// givesState are the methods that give a model a state that was kept.
var givesState = map[string]bool{"load_state_dict": true, "load_weights": true, "set_weights": true, "load_model": true}
