package seeding

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// FirstDraw returns the outermost place, in the script or what it comes to, at which it first draws from one of some generators, or
// starts to train if it does not draw before. It reports false if that is in a loop.
func FirstDraw(s *story.Story, of []framework.Domain, t *story.Training) (value.Place, bool) {
	for i := range s.Calls {
		step := &s.Calls[i]
		if step.Event.Alone || !slices.ContainsFunc(drawnBy(s, step), func(d framework.Domain) bool { return slices.Contains(of, d) }) {
			continue
		}
		at := step.Event.At
		if len(step.Event.Way) > 0 {
			at = step.Event.Way[0]
		}
		return at, len(step.Event.Loops()) == 0
	}
	return s.Place(t), true
}
