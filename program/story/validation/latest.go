package validation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// LatestBest returns the scores of which a condition asks whether the latest is the best, in a list that the program adds to:
// losses[-1] == min(losses), len(losses) - 1 == np.argmin(losses).
func LatestBest(s *story.Story, condition *value.Object) (scores value.Value, ok bool) {
	if condition.Operator != code.Equal || len(condition.Args) != 2 {
		return value.Nothing, false
	}
	for i, side := range condition.Args {
		list, byPlace, ok := extreme(s, side.Value)
		if !ok || !IsScore(s, list.Elements) {
			continue
		}
		other := condition.Args[1-i].Value
		if byPlace && isPlaceIn(s, other, list, 0) || !byPlace && s.Shares(withParts(s, other), list.Elements) {
			return list.Elements, true
		}
	}
	return value.Nothing, false
}

// extreme is the list of the program's own of which a value is the least or greatest, or the place of that.
func extreme(s *story.Story, v value.Value) (list *value.Object, byPlace, ok bool) {
	o := s.Single(v)
	if o != nil && o.Name == "builtins.int()" {
		o = s.Single(story.Argument(o, "x", 0))
	}
	if o == nil || o.Kind != value.Foreign {
		return nil, false, false
	}
	class, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
	of := o.Of
	if class == "numpy" || class == "builtins" {
		of = story.Argument(o, "a", 0)
	}
	switch method {
	case "argmin", "argmax", "nanargmin", "nanargmax":
		byPlace = true
	case "min", "max", "nanmin", "nanmax", "amin", "amax":
	default:
		return nil, false, false
	}
	if made := s.Single(of); made != nil && (made.Name == "numpy.array()" || made.Name == "numpy.asarray()") {
		of = story.Argument(made, "object", 0)
	}
	list = s.Single(of)
	return list, byPlace, list != nil && !list.IsSliced() && (list.Kind == value.List || list.Name == "builtins.list()" && len(list.Args) == 0)
}

// isPlaceIn reports whether a value counts: how many a list holds, less one, or the turns of a loop.
func isPlaceIn(s *story.Story, v value.Value, list *value.Object, depth int) bool {
	all := s.Record.Heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		switch {
		case o.Kind == value.Literal || o.Kind == value.Varying:
			return false
		case o.Name == "builtins.len()":
			return s.Single(story.Argument(o, "obj", 0)) != list
		case depth < maxPlace && (o.Operator == code.Add || o.Operator == code.Subtract):
			return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return !isPlaceIn(s, a.Value, list, depth+1) })
		}
		return true
	})
}

// maxPlace bounds how far a count is followed, which a loop may make of itself.
const maxPlace = 3

// withParts is a value with what its elements are taken of: the last of a list may be any that it holds.
func withParts(s *story.Story, v value.Value) value.Value {
	out := v
	for _, id := range s.Record.Heap.All(v) {
		if o := s.Record.Heap.Object(id); strings.HasSuffix(o.Name, "]") {
			for _, of := range s.Record.Heap.All(o.Of) {
				out = s.Record.Heap.Join(out, s.Record.Heap.Object(of).Elements)
			}
		}
	}
	return out
}
