package story

import (
	"slices"

	"github.com/agentlint/agentlint/program/value"
)

// findForward tells the calls of the models that are trained, and of copies of them. What a model calls itself is part of its
// own call.
func (s *Story) findForward() {
	s.findTrained()
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Kind != "" || s.IsInside(c.Event.Way) {
			continue
		}
		if slices.ContainsFunc(s.Record.Heap.All(c.Object.Callee), func(id value.ID) bool { return s.Networks.Trained[id] }) {
			c.Kind = Forward
		}
	}
	s.tellSteps()
}

// IsInside reports whether one of the calls that lead somewhere is that of a network.
func (s *Story) IsInside(way []value.Place) bool {
	return slices.ContainsFunc(way, func(at value.Place) bool { return s.Networks.calls[at] })
}

// findTrained notes the networks that are trained: those whose parameters an optimizer has, those from whose results a loss is
// computed, and copies of them.
func (s *Story) findTrained() {
	h, m := s.Record.Heap, &s.Networks
	for _, t := range s.Trainings {
		for _, id := range h.All(t.Model) {
			m.Trained[id] = true
		}
	}
	for i := range s.Calls {
		e := s.Calls[i].Event
		if original, ok := m.Copied[e.Call]; ok && slices.ContainsFunc(h.All(original), func(id value.ID) bool { return m.Trained[id] }) {
			m.Trained[e.Call] = true
			continue
		}
		if !m.InLoss[e.Call] || s.IsInside(e.Way) || IsWithoutGradients(e.Within) {
			continue
		}
		for _, id := range h.All(s.Calls[i].Object.Callee) {
			if s.IsModule(id) {
				m.Trained[id] = true
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
	for i := range s.Calls {
		e := s.Calls[i].Event
		if !s.Networks.InLoss[e.Call] || s.IsInside(e.Way) || !slices.Contains(e.Loops(), loop) {
			continue
		}
		for _, id := range h.All(s.Calls[i].Object.Callee) {
			if s.Networks.Trained[id] {
				out = h.Join(out, h.Of(id))
			}
		}
	}
	return out
}

// IsFunctional reports whether a forward step runs a model with parameters that it is given.
func (c *Step) IsFunctional() bool { return c.Facts != nil && c.Facts.Forward }
