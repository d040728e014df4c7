package leakage

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/parts"
	"github.com/agentlint/agentlint/program/value"
)

// tuned returns where a threshold is picked off a curve of the test part: thresholds[np.argmax(tpr - fpr)]. It does harm if a score of that
// part is computed with it afterwards.
func tuned(s *story.Story) (all []Choice) {
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Call == 0 {
			continue
		}
		o := s.Record.Heap.Object(e.Call)
		_, method := story.CutLast(strings.TrimSuffix(o.Name, "()"))
		if method != "argmax" && method != "argmin" {
			continue
		}
		if byName, ok := ofCurve(s, searched(o)); ok {
			weak := Harmless
			if scoresWith(s, e) {
				weak = Harmful
			}
			all = append(all, Choice{At: e.At, ByName: byName, Weak: weak})
		}
	}
	return all
}

// ofCurve reports whether a value is computed of what a curve over all thresholds says of the test part.
func ofCurve(s *story.Story, v value.Value) (byName, ok bool) {
	p := picking{Story: s}
	for _, id := range p.scoresIn([]value.Value{v}, "") {
		if name := p.metrics[id].Name; !strings.HasSuffix(name, ".roc_curve") && !strings.HasSuffix(name, ".precision_recall_curve") {
			return false, false
		}
		part, named := s.PartBy(s.Record.Heap.Of(id))
		if part != parts.Test {
			return false, false
		}
		byName, ok = byName || named, true
	}
	return byName, ok
}

// scoresWith reports whether a score on the test part is computed after an event, with what its call has returned.
func scoresWith(s *story.Story, e *record.Event) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if c.Kind != story.Evaluate || s.Record.Events[c.Order].Call == e.Call {
			return false
		}
		if p, _ := s.PartBy(s.Record.Heap.Of(c.Event.Call)); p != parts.Test {
			return false
		}
		return isMadeWith(s, c.Object, e.Call)
	})
}

// isMadeWith reports whether the arguments of a call are made with the result of another.
func isMadeWith(s *story.Story, o *value.Object, call value.ID) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return slices.Contains(s.Origins(a.Value), call) })
}

// isThreshold reports whether what is bound to a name is a setting that a loop tries on predictions that are there, by a score of each.
func isThreshold(s *story.Story, e *record.Event) bool {
	inner, ok := e.InnerLoop()
	if !ok {
		return false
	}
	tried := s.Record.Heap.All(e.Set.Value)
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if c.Kind != story.Evaluate || !slices.Contains(c.Event.Loops(), inner) {
			return false
		}
		return slices.ContainsFunc(tried, func(id value.ID) bool {
			return s.Record.Heap.Object(id).Kind != value.Literal && s.Record.Heap.Object(id) != c.Object && isMadeWith(s, c.Object, id)
		})
	})
}
