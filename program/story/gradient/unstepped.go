package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Unstepped is a learning-rate scheduler that is made for a training loop of the program's own, and that nothing moves on.
type Unstepped struct {
	At   value.Place
	Name string // what the program calls it
}

// UnsteppedSchedulers are the schedulers that nothing but looks at.
func UnsteppedSchedulers(s *story.Story) (out []Unstepped) {
	if s.Record.Cut || !slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return t.By == "" }) {
		return nil
	}
	for i := range s.Calls {
		c := &s.Calls[i]
		facts := s.Lookup(c.Name + "().step")
		if facts == nil || facts.Act != framework.Schedule || c.Event.Alone && !trainsAlone(s, c) || isScheduling(s, c) {
			continue
		}
		out = append(out, Unstepped{c.Event.At, calledIn(s, s.Record.Heap.Of(c.Event.Call))})
	}
	return out
}

// trainsAlone reports whether the function that makes a call computes gradients, too, and keeps what it makes to itself.
func trainsAlone(s *story.Story, made *story.Step) bool {
	return !s.IsHeld(made.Event.Call) && slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		return step.ComputesGradients() && step.Event.In == made.Event.In
	})
}

// isScheduling reports whether a scheduler that a call makes is stepped, or handed to what may do so.
func isScheduling(s *story.Story, made *story.Step) bool {
	scheduler := s.Record.Heap.Of(made.Event.Call)
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		_, method := story.CutLast(strings.TrimSuffix(c.Object.Name, "()"))
		switch {
		case s.Shares(c.Object.Of, scheduler):
			return !looks[method]
		case s.Frameworks.Wraps(c.Name), s.Frameworks.WrapsEach(c.Name), c.Kind == story.Save, TopName(c.Name) == "builtins", keeps(c.Name):
			return false
		}
		return hands(s, c.Object, scheduler) || isAnswer(s, c.Event.Call, scheduler)
	})
}

// isAnswer reports whether a function that a call outside is given returns something: to deepspeed.initialize(…, lr_scheduler=make), which
// steps it.
func isAnswer(s *story.Story, call value.ID, made value.Value) bool {
	for _, answer := range s.Record.Answers[call] {
		if s.Shares(answer, made) {
			return true
		}
	}
	return false
}

// keeps reports whether a call only keeps the state of what it is given: a checkpoint of Ignite.
func keeps(name string) bool {
	handler, isHandler := strings.CutPrefix(name, "ignite.handlers.")
	return isHandler && strings.HasPrefix(strings.TrimPrefix(handler, "checkpoint."), "Checkpoint")
}

// looks are methods of schedulers that leave the learning rate alone.
var looks = map[string]bool{"get_last_lr": true, "get_lr": true, "state_dict": true, "load_state_dict": true, "print_lr": true}
