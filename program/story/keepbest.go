package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// KeepsBest reports whether the best model so far is told from the others while a training goes on: something is done on
// improvement, or a name says so.
func (s *Story) KeepsBest(t *Training) bool {
	if s.Checkpoints(t).Any((*Checkpoint).OnlyBest) || slices.ContainsFunc(s.Record.Functions, bestPath.MatchString) {
		return true
	}
	if slices.ContainsFunc(s.calls, func(c Step) bool { _, method := cutLast(c.Name); return bestPath.MatchString(method) }) {
		return true
	}
	loops := s.loopsOf(t)
	improves := map[value.Value]bool{}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		for _, a := range e.Around {
			if a.Loop >= 0 {
				continue
			}
			is, known := improves[a.Guard.Condition]
			if !known {
				is = s.occasionOf(a.Guard).Is(OnImprovement)
				improves[a.Guard.Condition] = is
			}
			if is && s.isIn(e, loops, t) {
				return true
			}
		}
	}
	return false
}
