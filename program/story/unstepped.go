package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// An Unstepped is a learning-rate scheduler that is made for a training loop of the program's own, and that nothing moves on.
type Unstepped struct {
	At   value.Place
	Name string // what the program calls it
}

// UnsteppedSchedulers are the schedulers that nothing but looks at.
func (s *Story) UnsteppedSchedulers() (out []Unstepped) {
	if s.Record.Cut || !slices.ContainsFunc(s.Trainings, func(t Training) bool { return t.By == "" }) {
		return nil
	}
	for i := range s.calls {
		c := &s.calls[i]
		facts := s.frameworks.Lookup(c.Name + "().step")
		if facts == nil || facts.Act != framework.Schedule || c.Event.Alone && !s.trainsAlone(c) || s.isScheduling(c) {
			continue
		}
		out = append(out, Unstepped{c.Event.At, s.calledIn(s.Record.Heap.Of(c.Event.Call))})
	}
	return out
}

// trainsAlone reports whether the function that makes a call computes gradients, too, and keeps what it makes to itself.
func (s *Story) trainsAlone(made *Step) bool {
	return !s.isHeld(made.Event.Call) && slices.ContainsFunc(s.Steps, func(step Step) bool {
		return step.computesGradients() && step.Event.In == made.Event.In
	})
}

// isScheduling reports whether a scheduler that a call makes is stepped, or handed to what may do so.
func (s *Story) isScheduling(made *Step) bool {
	scheduler := s.Record.Heap.Of(made.Event.Call)
	return slices.ContainsFunc(s.calls, func(c Step) bool {
		_, method := cutLast(strings.TrimSuffix(c.Object.Name, "()"))
		switch {
		case s.shares(c.Object.Of, scheduler):
			return !looks[method]
		case s.frameworks.Wraps(c.Name), s.frameworks.WrapsEach(c.Name), c.Kind == Save, topName(c.Name) == "builtins":
			return false
		}
		return s.hands(c.Object, scheduler)
	})
}

// looks are methods of schedulers that leave the learning rate alone.
var looks = map[string]bool{"get_last_lr": true, "get_lr": true, "state_dict": true, "load_state_dict": true, "print_lr": true}
