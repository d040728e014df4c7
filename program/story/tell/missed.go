package tell

import (
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Miss is a training that a script starts and that was not recognised as one.
type Miss struct {
	Why string
	At  value.Place // of the first sign of it; its File is -1 if there is no place
}

// MissOf returns why no training was recognised in a script that trains: it computes gradients in a loop, or has something fitted,
// or may do so beyond what was followed. There is none if a training was recognised, or if the script does not train.
func MissOf(s *story.Story) (Miss, bool) {
	if s.Snippet || slices.ContainsFunc(s.Trainings, func(t story.Training) bool { return !t.Alone() }) || changesOnlyData(s) {
		return Miss{}, false
	}
	sign := signOfTraining(s)
	switch {
	case s.Record.CutShort && sign != nil:
		return Miss{Unfollowed(s), sign.Event.At}, true
	case s.Record.CutShort && s.Record.Mentions(MayMeanTraining, mayApplyGradients):
		return Miss{Unfollowed(s), value.Place{File: -1}}, true
	case sign == nil:
		return Miss{}, false
	case sign.ComputesGradients():
		return Miss{"it computes gradients, but what applies them is unknown", sign.Event.At}, true
	}
	return Miss{fmt.Sprintf("it trains with %s, which is unknown", callee(s, sign)), sign.Event.At}, true
}

// callee is what a call calls, as a person would write it.
func callee(s *story.Story, step *story.Step) string {
	_, method := story.CutLast(step.Name)
	if of := s.Record.Heap.Describe(step.Object.Of); step.Object.Of != value.Nothing && !strings.HasPrefix(of, "something") {
		return of + "." + method
	}
	return strings.TrimLeft(step.Name, "?.")
}

// MayMeanTraining reports whether a name in code is one that hardly anything but training has.
func MayMeanTraining(name string) bool { return training[name] }

var training = map[string]bool{
	"backward": true, "manual_backward": true, "value_and_grad": true, "filter_value_and_grad": true, "filter_grad": true,
	"GradientTape": true, "apply_gradients": true, "fit_generator": true, "train_on_batch": true, "fit_one_cycle": true, "fine_tune": true, "zero_grad": true,
}

// mayApplyGradients reports whether a name in code is one that hardly anything but the loop of a training has.
func mayApplyGradients(name string) bool {
	return training[name] && name != "backward" // functions of autograd have that, too
}

// signOfTraining is the first call of those that the script starts which shows that it trains, nil if there is none.
func signOfTraining(s *story.Story) *story.Step {
	mayApply, asksOfInput := sync.OnceValue(func() bool { return mayApply(s) }), sync.OnceValue(func() bool { return asksOfInput(s) })
	for i := range s.Calls {
		c := &s.Calls[i]
		if c.Event.Alone || !(c.ComputesGradients() && len(c.Event.Loops()) > 0 && mayApply() || fitsUnknown(s, c)) {
			continue
		}
		if _, method := story.CutLast(c.Name); !s.IsOfInput(c) && (method != "GradientTape" || !asksOfInput()) {
			return c
		}
	}
	return nil
}

// asksOfInput reports whether tapes are asked for gradients with respect to inputs alone, none to weights.
func asksOfInput(s *story.Story) bool {
	asked := slices.DeleteFunc(slices.Clone(s.Calls), func(c story.Step) bool { return !strings.HasSuffix(c.Name, "GradientTape().gradient") })
	return len(asked) > 0 && !slices.ContainsFunc(asked, func(c story.Step) bool { return !s.IsOfInput(&c) })
}

// mayApply reports whether anything that happens in a loop may apply gradients: what only measures how long they take does not. What
// is computed from them by hand counts, and code that is not here.
func mayApply(s *story.Story) bool {
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if c.Event.Alone || len(c.Event.Loops()) == 0 {
			return false
		}
		if c.Kind == story.Gradient && c.Facts.Act == framework.Differentiate {
			return true // whoever asks for gradients uses them
		}
		_, method := story.CutLast(c.Name)
		return c.Kind == "" && (appliers.MatchString(method) && !strings.HasPrefix(c.Name, "builtins.") || len(c.Name) > 1 && strings.HasPrefix(c.Name, "?"))
	})
}

// appliers matches what applies gradients is called.
var appliers = pattern.New(`(?i)step|update|apply|optimi[sz]e|train`)

// fitsUnknown reports whether a call has something trained of which nothing is known.
func fitsUnknown(s *story.Story, c *story.Step) bool {
	receiver, method := story.CutLast(c.Name)
	if c.Facts != nil || receiver == "" {
		return false
	}
	_, class := story.CutLast(strings.TrimSuffix(receiver, "()"))
	isTrainer := trainers.MatchString(class) && (strings.HasSuffix(receiver, "()") || strings.HasPrefix(receiver, "?")) || isCalledTrainer(s, c)
	switch method {
	case "fit": // of a library that is known, what is not known to train does not
		return isTrainer || !s.Frameworks.IsModule(c.Name) && s.DataOf(c.Name) != nil
	case "train", "learn":
		return isTrainer
	}
	return training[method] && method != "backward"
}

// isCalledTrainer reports whether the program calls a trainer what a library has made.
func isCalledTrainer(s *story.Story, c *story.Step) bool {
	return slices.ContainsFunc(s.Record.Heap.All(c.Object.Of), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		return o.Kind == value.Foreign && strings.HasSuffix(o.Name, ")") && trainers.MatchString(o.Label)
	})
}

// trainers matches what runs a training loop is called.
var trainers = pattern.New(`(?i)(trainer|learner)$`)

// changesOnlyData reports whether gradients are applied, and to data: an image is optimised, and no model.
func changesOnlyData(s *story.Story) bool {
	return slices.ContainsFunc(s.Steps, func(step story.Step) bool {
		return step.Kind == story.Gradient && !step.Event.Alone && slices.Contains(story.Applies, step.Facts.Act) && len(step.Event.Loops()) > 0
	})
}

// Unfollowed says why the story may lack something, "" if it was followed to its end.
func Unfollowed(s *story.Story) string {
	switch {
	case s.Record.Crowded():
		return fmt.Sprintf("it makes over %d calls", record.MaxEvents)
	case s.Record.Cut:
		return fmt.Sprintf("it is too large to be followed to its end: %d steps through %d files", s.Record.Steps, len(s.Record.Files))
	}
	return ""
}
