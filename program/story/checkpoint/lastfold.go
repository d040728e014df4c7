package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// LastFold returns where the model is saved, after a loop over the folds of a cross-validation, that the loop has trained last: on the
// training part of one fold, and chosen by nothing.
func LastFold(s *story.Story, t *story.Training) (at value.Place, ok bool) {
	if s.Record.Cut {
		return at, false
	}
	folds := foldLoop(s, t.Step.Event.Loops())
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

// foldLoop is the innermost of some loops that goes over folds, -1 if none does.
func foldLoop(s *story.Story, loops []int) int {
	for _, loop := range slices.Backward(loops) {
		for _, id := range s.Origins(s.Record.Loops[loop].Over) {
			o := s.Record.Heap.Object(id)
			if name, isCall := strings.CutSuffix(o.Name, ".split()"); isCall && s.IsFolds(name+".split") {
				return loop
			}
		}
	}
	return -1
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

// isFittedAfter reports whether the model of a training is fitted again after a loop.
func isFittedAfter(s *story.Story, t *story.Training, loop int) bool {
	isOfModel := func(o *value.Object) bool {
		return s.Shares(o.Of, t.Step.Object.Of) || s.Shares(o.Of, t.Model)
	}
	return slices.ContainsFunc(s.Fits, func(f story.Fit) bool {
		return f.Order > t.Step.Order && !slices.Contains(f.Event.Loops(), loop) && isOfModel(f.Object)
	})
}
