package checkpoint

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Holder is the only object that has a part of the state of a training: its optimizer, scheduler or gradient scaler.
type Holder struct {
	Made  value.Place // the call that makes it
	Used  value.Place // the first call of a method of it that changes the state
	Order int         // of the call that makes it, in the record
}

// HolderOf answers what has a part of the state of a training.
func HolderOf(s *story.Story, t *story.Training, part framework.Part) (found Holder, ok bool) {
	loops := loopsOf(s, t)
	var all []value.ID
	for i := range s.Calls {
		c := &s.Calls[i]
		if !isIn(s, c.Event, loops, t) {
			continue
		}
		if v := holderIn(s, c, part); v != value.Nothing {
			all = append(all, s.Record.Heap.All(v)...)
			if v == c.Object.Of && found.Used == (value.Place{}) {
				found.Used = c.Event.At
			}
		}
	}
	slices.Sort(all)
	if all = slices.Compact(all); len(all) != 1 {
		return Holder{}, false
	}
	o := s.Record.Heap.Object(all[0])
	found.Made = o.At
	if i, isMade := s.Made[all[0]]; isMade {
		found.Order = s.Calls[i].Order
	}
	return found, o.Kind == value.Foreign && strings.HasSuffix(o.Name, "()") && o.At.Span.End > 0
}

// holderIn is the object that has a part of the state and that a call changes.
func holderIn(s *story.Story, c *story.Step, part framework.Part) value.Value {
	act := framework.Act("")
	if c.Kind == story.Gradient {
		act = c.Facts.Act
	}
	switch {
	case part == framework.Optimizer && act == framework.ScaledStep:
		optimizer, _ := c.Object.Argument("optimizer", 0)
		return optimizer
	case part == framework.Optimizer && act == framework.Step, part == framework.Scaler && act == framework.ScaledStep,
		part == framework.Scheduler && (act == framework.Schedule || isScheduled(s, c)):
		return c.Object.Of
	}
	return value.Nothing
}

// KeyFor is the key under which the checkpoints of a training hold a part of its state, "" if there is none or if it differs.
func KeyFor(s *story.Story, t *story.Training, part framework.Part) (key string) {
	all := Of(s, t).All
	for i := range all {
		v, _ := given(all[i].Step, all[i].Facts.Object)
		o := s.Single(v)
		if o == nil || o.Kind != value.Dict {
			continue
		}
		for _, k := range value.SortedKeys(o.Fields) {
			var held Contents
			w := contentsWalk{s: s, t: t, seen: map[value.ID]bool{}, out: &held}
			w.value(o.Fields[k], k)
			switch {
			case !held.Has(part):
			case key != "" && key != k:
				return ""
			default:
				key = k
			}
		}
	}
	return key
}

// ModelRestored answers where the model gets its state from the checkpoint that a call at a place reads.
func ModelRestored(s *story.Story, at value.Place) (call *story.Step, ok bool) {
	for i := range s.Calls {
		c := &s.Calls[i]
		if _, method := story.CutLast(c.Name); method != "load_state_dict" || len(c.Object.Args) == 0 {
			continue
		}
		part := s.Single(c.Object.Args[0].Value)
		if part == nil {
			continue
		}
		if _, key, isPart := value.Element(part.Name); !isPart || PartOf(key) != framework.Model {
			continue
		}
		if whole := s.Single(part.Of); whole != nil && whole.At == at {
			return c, true
		}
	}
	return nil, false
}
