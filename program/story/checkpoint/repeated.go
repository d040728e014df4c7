package checkpoint

import (
	"slices"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// SavedEachBatch returns the checkpoints that are written with every batch, whatever it is and however the training goes.
func SavedEachBatch(s *story.Story, t *story.Training) (each []Checkpoint) {
	if t.Loop < 0 || s.OnlyCounts(s.Record.Loops[t.Loop].Over) {
		return nil
	}
	for _, c := range Of(s, t).All {
		around := c.Step.Event.Around
		i := slices.IndexFunc(around, func(a record.Around) bool { return a.Loop == t.Loop })
		if i >= 0 && !slices.ContainsFunc(around[i+1:], func(a record.Around) bool { return a.Loop >= 0 || occasionOf(s, a.Guard) != OnOneProcess }) {
			each = append(each, c)
		}
	}
	return each
}

// SavedTwice returns pairs of checkpoints that always hold the same and are written one after the other, the first one first. A
// copy that is called the best or the last one has a use of its own.
func SavedTwice(s *story.Story, t *story.Training) (pairs [][2]Checkpoint) {
	all := Of(s, t).All
	for i := range all {
		for j := range all[:i] {
			if isTwin(s, &all[j], &all[i]) {
				pairs = append(pairs, [2]Checkpoint{all[j], all[i]})
				break
			}
		}
	}
	return pairs
}

// isTwin reports whether two calls of one function are made under the same conditions and write the same.
func isTwin(s *story.Story, a, b *Checkpoint) bool {
	x, y := a.Step.Event, b.Step.Event
	if a.Step.Name != b.Step.Name || a.Facts.Object == nil || x.At == y.At || x.In != y.In || !slices.Equal(x.Way, y.Way) || !slices.Equal(x.Around, y.Around) {
		return false
	}
	v, _ := given(a.Step, a.Facts.Object)
	w, _ := given(b.Step, b.Facts.Object)
	return isSame(s, v, w) && !a.isNamed() && !b.isNamed()
}

// isSame reports whether two values are one object, or what the same method of one object returns.
func isSame(s *story.Story, v, w value.Value) bool {
	x, ok := s.Record.Heap.One(v)
	y, too := s.Record.Heap.One(w)
	if !ok || !too || x == y {
		return ok && too
	}
	a, b := s.Record.Heap.Object(x), s.Record.Heap.Object(y)
	return a.Kind == value.Foreign && a.Of != value.Nothing && a.Name == b.Name && a.Of == b.Of && len(a.Args)+len(b.Args) == 0 && a.Operator == b.Operator
}

func (c *Checkpoint) isNamed() bool { return c.Path.NamesBest() || c.Path.NamesLast() }
