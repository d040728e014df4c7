package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A SharedTransform is where a part of a data set is given a transform that the other parts get, too.
type SharedTransform struct{ At value.Place }

// transforming are the attributes of a data set that say what is done to a row when it is taken.
var transforming = map[string]bool{"transform": true, "transforms": true, "target_transform": true}

// SharedTransforms are the assignments of a transform to the data set behind a part of it, where other parts are of the same.
func SharedTransforms(s *story.Story) (all []SharedTransform) {
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if !transforming[e.Set.Attribute] || e.Set.Compared {
			continue
		}
		o := s.Single(e.Set.Object)
		if o != nil && strings.HasSuffix(o.Name, ".dataset") && isOneOfParts(s, o.Of) {
			all = append(all, SharedTransform{e.At})
		}
	}
	return all
}

// isOneOfParts reports whether a value is a part of a data set that has others.
func isOneOfParts(s *story.Story, v value.Value) bool {
	o := s.Single(v)
	if o == nil {
		return false
	}
	if split := s.SplitOf(o.Of); split != nil {
		_, _, ok := value.Element(o.Name)
		return ok
	}
	return isSubset(o) && slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		return c.Object != o && isSubset(c.Object) && s.Shares(story.Argument(c.Object, "dataset", 0), story.Argument(o, "dataset", 0))
	})
}

func isSubset(o *value.Object) bool { return strings.HasSuffix(o.Name, ".Subset()") }
