package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Unsaved is a model that is saved without what its inputs were prepared with.
type Unsaved struct {
	At   value.Place // of the save
	What string      // the class of what prepared the inputs
}

// UnsavedPreprocessor answers whether a training's model is saved, and what was fitted to prepare its data is not.
func UnsavedPreprocessor(s *story.Story, t *story.Training) (Unsaved, bool) {
	saves := Of(s, t)
	if s.Record.Cut || saves.Hidden || saves.Afterwards {
		return Unsaved{}, false
	}
	var at value.Place
	for _, c := range saves.All {
		if c.Facts.Versions || holdsState(s, c.Step, t) != value.Yes {
			return Unsaved{}, false
		}
		at = c.Step.Event.At
	}
	if at == (value.Place{}) {
		return Unsaved{}, false
	}
	for _, id := range preprocessors(s, t) {
		if !isWritten(s, id) {
			_, class := story.CutLast(s.Called(s.Record.Heap.Object(id)))
			return Unsaved{at, class}, true
		}
	}
	return Unsaved{}, false
}

// preprocessors are the transformers that have learned from rows and that a training's data has been through.
func preprocessors(s *story.Story, t *story.Training) (all []value.ID) {
	data := t.Data
	if t.By != "" {
		data, _ = t.Step.Object.Argument("X", 0)
	}
	for _, id := range s.Origins(data) {
		o := s.Record.Heap.Object(id)
		if !isPrepared(o) {
			continue
		}
		for _, of := range s.Record.Heap.All(o.Of) {
			name := s.Frameworks.Canonical(s.Record.Heap.Object(of).Name)
			if s.Record.Heap.Object(of).Kind == value.Foreign && (story.Learner.MatchString(name) || strings.HasPrefix(name, "sklearn.compose.")) {
				all = append(all, of)
			}
		}
	}
	return all
}

// isPrepared reports whether something is the data that a transformer returns.
func isPrepared(o *value.Object) bool {
	_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	return method == "fit_transform" || method == "transform"
}

// isWritten reports whether something, or what is taken from it, is given to a call that may write it.
func isWritten(s *story.Story, id value.ID) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(c.Name)
		if (c.Facts == nil || c.Facts.Saves == nil) && !saving.MatchString(method) && !strings.HasPrefix(method, "write") && !strings.HasPrefix(method, "log") {
			return false
		}
		seen := map[value.ID]bool{}
		return reachesInto(s, c.Object.Of, id, seen) ||
			slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return reachesInto(s, a.Value, id, seen) })
	})
}

// reachesInto reports whether a value is an object, holds it, or is made of it.
func reachesInto(s *story.Story, v value.Value, id value.ID, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(inner value.ID) bool {
		if inner == id {
			return true
		}
		o := s.Record.Heap.Object(inner)
		if seen[inner] || o.Kind == value.Module || isPrepared(o) || isFitted(s, o) {
			return false
		}
		seen[inner] = true
		for _, field := range o.Fields {
			if reachesInto(s, field, id, seen) {
				return true
			}
		}
		return reachesInto(s, o.Of, id, seen) || reachesInto(s, o.Elements, id, seen) ||
			slices.ContainsFunc(o.Items, func(item value.Value) bool { return reachesInto(s, item, id, seen) }) ||
			slices.ContainsFunc(o.Args, func(a value.Argument) bool { return reachesInto(s, a.Value, id, seen) })
	})
}

// isFitted reports whether a result is of a call that fits a model, which is made of its data but does not hold what prepared
// it.
func isFitted(s *story.Story, o *value.Object) bool {
	facts := s.Lookup(s.Called(o))
	return strings.HasSuffix(o.Name, "()") && facts != nil && facts.Trains != ""
}
