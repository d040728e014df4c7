package validation

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A KeptWorst is a comparison by which the worst value of a result is kept as the best one.
type KeptWorst struct {
	At     value.Place // of the comparison
	Best   string      // what the program calls what is kept
	Result string      // what it calls the result, if it has a name
	Better Sense       // which values of the result are better
}

// KeepsWorst are the comparisons under which a result is kept that is worse than the one before, by what the result is computed of.
func KeepsWorst(s *story.Story) (all []KeptWorst) {
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		if e.Set.Value == value.Nothing || e.Set.Attribute == "" {
			continue
		}
		for _, a := range e.Around {
			worst, ok := keptBy(s, a, e.Set)
			if ok && !slices.ContainsFunc(all, func(o KeptWorst) bool { return o.At == worst.At }) {
				all = append(all, worst)
			}
		}
	}
	return all
}

// keptBy tells whether a condition has a result kept that is worse than what is compared with it, and may be what was kept before.
func keptBy(s *story.Story, a record.Around, set record.Set) (KeptWorst, bool) {
	if a.Loop >= 0 || !a.Guard.Holds {
		return KeptWorst{}, false
	}
	for _, id := range s.Record.Heap.All(a.Guard.Condition) { // one of several, as of: best is None or loss < best
		o := s.Record.Heap.Object(id)
		if !o.Operator.Orders() || len(o.Args) != 2 {
			continue
		}
		keeps := Higher // of what is on the left
		if o.Operator == code.Less || o.Operator == code.LessEqual {
			keeps = Lower
		}
		for i, side := range o.Args {
			other := o.Args[1-i].Value
			if i == 1 {
				keeps = -keeps
			}
			isKept := side.Value == set.Value && other != side.Value && isEarlier(s, other, side.Value)
			if better := senseOf(s, side.Value); isKept && better != Unknown && better != keeps {
				return KeptWorst{o.At, set.Attribute, labelOf(s, side.Value), better}, true
			}
		}
	}
	return KeptWorst{}, false
}

// isEarlier reports whether a value may be what another was in an earlier turn of a loop.
func isEarlier(s *story.Story, v, now value.Value) bool {
	return s.Shares(v, now) || slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		at := s.Record.Heap.Object(id).At
		return at != (value.Place{}) && slices.ContainsFunc(s.Record.Heap.All(now), func(id value.ID) bool { return s.Record.Heap.Object(id).At == at })
	})
}

// labelOf is what a program calls a value.
func labelOf(s *story.Story, v value.Value) string {
	for _, id := range s.Record.Heap.All(v) {
		if label := s.Record.Heap.Object(id).Label; label != "" {
			return label
		}
	}
	return ""
}
