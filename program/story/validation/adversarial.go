package validation

import (
	"slices"

	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// isAdversarial reports whether a model is run on nothing but random numbers, and another is given the result to judge, of which a
// loss is computed: a generator and what tells its results from real ones.
func isAdversarial(s *story.Story) bool {
	made := Results{s, map[value.ID]bool{}}
	var callees []value.ID
	for i := range s.Steps {
		if step := &s.Steps[i]; step.Kind == story.Forward && len(step.Object.Args) > 0 && isNoise(s, step.Object.Args[0].Value) {
			made.from[step.Event.Call] = true
			callees = append(callees, s.Record.Heap.All(step.Object.Callee)...)
		}
	}
	return len(callees) > 0 && slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		return step.Kind == story.Forward && s.Networks.InLoss[step.Event.Call] &&
			!slices.ContainsFunc(s.Record.Heap.All(step.Object.Callee), func(id value.ID) bool { return slices.Contains(callees, id) }) &&
			slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return made.Reach(a.Value) })
	})
}

// isNoise reports whether a value is random numbers, in whatever form.
func isNoise(s *story.Story, v value.Value) bool {
	for range story.MaxWalk {
		o := s.Single(v)
		if o == nil || o.Kind != value.Foreign {
			return false
		}
		if facts := s.Lookup(s.Called(o)); facts != nil && len(facts.Draws) > 0 {
			return true
		}
		v = o.Of
	}
	return false
}
