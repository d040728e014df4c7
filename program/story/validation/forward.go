package validation

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/state"
	"github.com/agentlint/agentlint/program/value"
)

// isRunOf reports whether a forward step runs the model of a training: it calls it, or is given its parameters.
func isRunOf(s *story.Story, step *story.Step, t *story.Training) bool {
	if s.Shares(step.Object.Callee, t.Model) {
		return true
	}
	return step.IsFunctional() && (s.Shares(step.Object.Of, t.Model) || slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool {
		return state.Has(s, a.Value, t) == value.Yes
	}))
}
