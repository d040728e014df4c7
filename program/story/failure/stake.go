package failure

import (
	"cmp"
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Stake is a place in a try statement whose exceptions are handled, where a training does what its result depends on.
type Stake struct {
	At     value.Place
	Judges bool // it is evaluated there, no more
}

// Stakes are the places in try statements of a script, and the calls that lead there, where a training computes or applies gradients, where
// what it is made of is read and built, and where its state is saved and restored; and those where it is evaluated. They are in order, each
// once.
func Stakes(s *story.Story) (all []Stake) {
	if len(s.Trainings) == 0 {
		return nil
	}
	parts := partsOf(s)
	judges := map[value.Place]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		isPart := isStep(c) || parts[c.Event.Call]
		if !isPart && c.Kind != story.Evaluate || !isHandled(c) || !counts(s, c) {
			continue
		}
		for _, at := range append(c.Event.Way[:len(c.Event.Way):len(c.Event.Way)], c.Event.At) {
			before, known := judges[at]
			judges[at] = !isPart && (before || !known)
		}
	}
	for at, only := range judges {
		all = append(all, Stake{at, only})
	}
	slices.SortFunc(all, func(a, b Stake) int {
		return cmp.Or(cmp.Compare(a.At.File, b.At.File), cmp.Compare(a.At.Span.Start, b.At.Span.Start), cmp.Compare(a.At.Span.End, b.At.Span.End))
	})
	return all
}

// isStep reports whether a call is a part of a training whatever it is given.
func isStep(c *story.Step) bool {
	switch c.Kind {
	case story.Train, story.Gradient, story.Save, story.Restore:
		return true
	}
	return false
}

// isHandled reports whether a try statement handles what a call raises, or a with statement suppresses it.
func isHandled(c *story.Step) bool {
	return c.Event.Tried || slices.Contains(c.Event.Within, "contextlib.suppress")
}

// counts reports whether a call is one of a training: the script does it, or it is in one that the script does not start.
func counts(s *story.Story, c *story.Step) bool {
	return slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return t.Counts(c) })
}

// partsOf are the calls whose results trainings are made of: their data, the models that are read or trained before, and their losses.
func partsOf(s *story.Story) map[value.ID]bool {
	w := &walk{s: s, seen: map[value.ID]bool{}, models: map[value.ID]bool{}}
	for i := range s.Trainings {
		w.add(s.Trainings[i].Data)
	}
	for i := range s.Steps {
		switch c := &s.Steps[i]; {
		case c.ComputesGradients():
			w.add(c.Object.Of)
			w.addGiven(c.Object)
		case c.Kind == story.Train:
			w.addGiven(c.Object)
			if c.Facts.Trains == framework.HFTrainer { // which has the data
				w.add(c.Object.Of)
			} else {
				w.ends(c.Object.Of)
			}
		}
	}
	for i := range s.Fits {
		w.add(s.Fits[i].Train)
		w.ends(s.Fits[i].Object.Of)
	}
	for _, name := range []string{"__getitem__", "__getitems__", "__iter__"} {
		w.add(s.Record.HookedAll(name)...)
	}
	for i := 0; i < len(w.left); i++ {
		if !w.models[w.left[i]] {
			w.addMade(s.Record.Heap.Object(w.left[i]))
		}
	}
	return w.seen
}

// A walk goes from values to what they were made of.
type walk struct {
	s      *story.Story
	left   []value.ID // those that were met, in order
	seen   map[value.ID]bool
	models map[value.ID]bool // whose settings are no data, though what they predict may be
}

// ends notes that values are models.
func (w *walk) ends(models value.Value) {
	for _, id := range w.s.Record.Heap.All(models) {
		w.models[id] = true
	}
}

// add notes the objects that values may be.
func (w *walk) add(values ...value.Value) {
	for _, v := range values {
		for _, id := range w.s.Record.Heap.All(v) {
			if !w.seen[id] && len(w.left) < maxParts {
				w.seen[id] = true
				w.left = append(w.left, id)
			}
		}
	}
}

// addMade notes what an object was made of.
func (w *walk) addMade(o *value.Object) {
	w.add(o.Of, o.Elements)
	w.add(o.Items...)
	w.addGiven(o)
	if o.Kind == value.Dict {
		for _, key := range value.SortedKeys(o.Fields) {
			w.add(o.Fields[key])
		}
	}
}

// addGiven notes what a call was given, but for settings.
func (w *walk) addGiven(o *value.Object) {
	for _, a := range o.Args {
		if !story.NotRows[a.Name] {
			w.add(a.Value)
		}
	}
}

// maxParts bounds how many objects trainings are said to be made of.
const maxParts = 4096
