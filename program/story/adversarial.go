package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// isAdversarial reports whether a model is run on nothing but random numbers, and another is given the result to judge, of which a
// loss is computed: a generator and what tells its results from real ones.
func (s *Story) isAdversarial() bool {
	made := results{s, map[value.ID]bool{}}
	var callees []value.ID
	for i := range s.Steps {
		if step := &s.Steps[i]; step.Kind == Forward && len(step.Object.Args) > 0 && s.isNoise(step.Object.Args[0].Value) {
			made.from[step.Event.Call] = true
			callees = append(callees, s.Record.Heap.All(step.Object.Callee)...)
		}
	}
	return len(callees) > 0 && slices.ContainsFunc(s.Steps, func(step Step) bool {
		return step.Kind == Forward && s.networks.inLoss[step.Event.Call] &&
			!slices.ContainsFunc(s.Record.Heap.All(step.Object.Callee), func(id value.ID) bool { return slices.Contains(callees, id) }) &&
			slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool { return made.reach(a.Value) })
	})
}

// isNoise reports whether a value is random numbers, in whatever form.
func (s *Story) isNoise(v value.Value) bool {
	for range maxWalk {
		o := s.single(v)
		if o == nil || o.Kind != value.Foreign {
			return false
		}
		if facts := s.frameworks.Lookup(s.called(o)); facts != nil && len(facts.Draws) > 0 {
			return true
		}
		v = o.Of
	}
	return false
}
