package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// findForward tells the calls of the models that are trained, and of copies of them. What a model calls itself is part of its
// own call.
func (s *Story) findForward() {
	s.findTrained()
	for i := range s.calls {
		c := &s.calls[i]
		if c.Kind != "" || s.isInside(c.Event.Way) {
			continue
		}
		if slices.ContainsFunc(s.Record.Heap.All(c.Object.Callee), func(id value.ID) bool { return s.networks.trained[id] }) {
			c.Kind = Forward
		}
	}
	s.tellSteps()
}

// isInside reports whether one of the calls that lead somewhere is that of a network.
func (s *Story) isInside(way []value.Place) bool {
	return slices.ContainsFunc(way, func(at value.Place) bool { return s.networks.calls[at] })
}

// findTrained notes the networks that are trained: those whose parameters an optimizer has, those from whose results a loss is
// computed, and copies of them.
func (s *Story) findTrained() {
	h, m := s.Record.Heap, &s.networks
	for _, t := range s.Trainings {
		for _, id := range h.All(t.Model) {
			m.trained[id] = true
		}
	}
	for i := range s.calls {
		e := s.calls[i].Event
		if original, ok := m.copied[e.Call]; ok && slices.ContainsFunc(h.All(original), func(id value.ID) bool { return m.trained[id] }) {
			m.trained[e.Call] = true
			continue
		}
		if !m.inLoss[e.Call] || s.isInside(e.Way) || isWithoutGradients(e.Within) {
			continue
		}
		for _, id := range h.All(s.calls[i].Object.Callee) {
			if s.isModule(id) {
				m.trained[id] = true
			}
		}
	}
	for i := range s.Trainings {
		if t := &s.Trainings[i]; t.Model == value.Nothing && t.By == "" {
			t.Model = s.modelIn(t.Loop)
		}
	}
}

// modelIn returns the networks from whose results a loss is computed in a loop.
func (s *Story) modelIn(loop int) value.Value {
	h, out := s.Record.Heap, value.Nothing
	for i := range s.calls {
		e := s.calls[i].Event
		if !s.networks.inLoss[e.Call] || s.isInside(e.Way) || !slices.Contains(e.Loops(), loop) {
			continue
		}
		for _, id := range h.All(s.calls[i].Object.Callee) {
			if s.networks.trained[id] {
				out = h.Join(out, h.Of(id))
			}
		}
	}
	return out
}

// isRunOf reports whether a forward step runs the model of a training: it calls it, or is given its parameters.
func (s *Story) isRunOf(step *Step, t *Training) bool {
	if s.shares(step.Object.Callee, t.Model) {
		return true
	}
	return step.isFunctional() && (s.shares(step.Object.Of, t.Model) || slices.ContainsFunc(step.Object.Args, func(a value.Argument) bool {
		return s.hasState(a.Value, t, 0, map[value.ID]bool{}) == run.Yes
	}))
}

// isFunctional reports whether a forward step runs a model with parameters that it is given.
func (c *Step) isFunctional() bool { return c.Facts != nil && c.Facts.Forward }

func (s *Story) handed() map[value.Place]bool { return handedAnswer.Of(s, (*Story).findDifferentiated) }

var handedAnswer Answer[map[value.Place]bool]

// findDifferentiated returns where functions are handed over to have their gradients computed: what they run is run to train. It
// is empty if gradients are computed backwards from a loss.
func (s *Story) findDifferentiated() map[value.Place]bool {
	found := map[value.Place]bool{}
	for i := range s.calls {
		c := &s.calls[i]
		if c.Kind == Gradient && c.Facts.Act == framework.Backward {
			return nil
		}
		if made := s.frameworks.Lookup(c.Name + "()"); made != nil && made.Act == framework.Differentiate {
			found[c.Event.At] = true
		}
	}
	return found
}
