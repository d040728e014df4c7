package leakage

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// overlapsOfFolders returns the parts of a folder that Keras splits twice, by two seeds: which rows are held out depends on the seed
// (https://keras.io/api/data_loading/image/#image_dataset_from_directory-function).
func overlapsOfFolders(s *story.Story) (all []Overlap) {
	var fit, held []*value.Object
	for i := range s.Calls {
		o := s.Calls[i].Object
		if _, last := story.CutLast(s.Calls[i].Name); !strings.HasSuffix(last, "_dataset_from_directory") {
			continue
		}
		switch subset, _ := story.LiteralText(s.Record.Heap, story.Argument(o, "subset", -1)); subset {
		case "training":
			fit = append(fit, o)
		case "validation":
			held = append(held, o)
		}
	}
	for _, a := range fit {
		for _, b := range held {
			if s.IsSameSetting(story.Argument(a, "directory", 0), story.Argument(b, "directory", 0)) && areOther(s, story.Argument(a, "seed", -1), story.Argument(b, "seed", -1)) {
				all = append(all, Overlap{seedAt(s, b), a.At})
			}
		}
	}
	return all
}

// seedAt is where the seed of a call is computed, or the call.
func seedAt(s *story.Story, call *value.Object) value.Place {
	if seed := s.Single(story.Argument(call, "seed", -1)); seed != nil && seed.Operator != code.Other {
		return seed.At
	}
	return call.At
}

// areOther reports whether two numbers are certainly not the same: two that are written out, or one and what is computed of it.
func areOther(s *story.Story, a, b value.Value) bool {
	x, y := s.OnlyLiteral(a), s.OnlyLiteral(b)
	if x != nil && y != nil {
		return x.Name != y.Name
	}
	return isMovedFrom(s, a, b) || isMovedFrom(s, b, a)
}

// isMovedFrom reports whether a number is another one and something that is added.
func isMovedFrom(s *story.Story, v, from value.Value) bool {
	o := s.Single(v)
	return o != nil && (o.Operator == code.Add || o.Operator == code.Subtract) && len(o.Args) == 2 && o.Args[0].Value == from && s.OnlyLiteral(o.Args[1].Value) != nil &&
		!s.IsZero(o.Args[1].Value)
}
