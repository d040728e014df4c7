package checkpoint

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// KeepsBest reports whether the best model so far is told from the others while a training goes on: something is done on
// improvement, or a name says so.
func KeepsBest(s *story.Story, t *story.Training) bool {
	if Of(s, t).Any((*Checkpoint).OnlyBest) || slices.ContainsFunc(s.Record.Functions, bestPath.MatchString) {
		return true
	}
	if slices.ContainsFunc(s.Calls, func(c story.Step) bool { _, method := story.CutLast(c.Name); return bestPath.MatchString(method) }) {
		return true
	}
	loops := loopsOf(s, t)
	improves := map[value.Value]bool{}
	for i := range s.Record.Events {
		e := &s.Record.Events[i]
		for _, a := range e.Around {
			if a.Loop >= 0 {
				continue
			}
			is, known := improves[a.Guard.Condition]
			if !known {
				is = occasionOf(s, a.Guard).Is(OnImprovement)
				improves[a.Guard.Condition] = is
			}
			if is && isIn(s, e, loops, t) {
				return true
			}
		}
	}
	return false
}
