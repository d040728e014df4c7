package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/run"
	"github.com/agentlint/agentlint/program/value"
)

// An act is something that PyTorch, or a library that works alike, does to gradients.
type act struct {
	kind   framework.Act
	of     value.Value // the optimizer, model, scaler or scheduler that it is done to; Nothing if that can't be told
	by     value.Value // of a step that goes through a gradient scaler: the scaler
	scaled bool        // it goes through a gradient scaler
	opaque bool        // it runs a function that is not known, which may do anything
	event  *run.Event
	order  int // of the event in the record
}

// actOf is what an event does to gradients; call is the step that it is if it is a call.
func (s *Story) actOf(e *run.Event, order int, call *Step) (act, bool) {
	if call == nil {
		return s.assignsGradient(e, order)
	}
	if call.Kind != Gradient {
		return act{}, false
	}
	a := act{kind: call.Facts.Act, of: call.Object.Of, event: e, order: order}
	switch _, method := cutLast(call.Name); a.kind {
	case framework.Backward:
		a.scaled = strings.HasSuffix(call.Name, ".scale().backward") || s.isScaled(a.of)
	case framework.ScaledStep:
		a.kind, a.scaled, a.by = framework.Step, true, a.of
		given, _ := call.Object.Argument("optimizer", 0)
		a.of = s.unwrapped(given)
	case framework.Step:
		switch {
		case method == "optimizer_step" && a.of == value.Nothing:
			a.of, _ = call.Object.Argument("optimizer", 0)
		case method != "step" || !s.soundsLikeOptimizer(call):
			return act{}, false
		default:
			a.opaque = len(call.Object.Args) > 0 && !s.isGivenFunction(call.Object)
		}
	case framework.Schedule:
		if s.frameworks.Lookup(call.Name) == nil && len(call.Object.Args) > 0 {
			return act{}, false // of a diffusion model's noise
		}
	case framework.Clear:
		if tensorClears.MatchString(call.Name) {
			a.of = value.Nothing
		}
	}
	return a, true
}

// isScaled reports whether a loss is what a gradient scaler has scaled.
func (s *Story) isScaled(loss value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(loss), func(id value.ID) bool {
		return strings.HasSuffix(s.Record.Heap.Object(id).Name, ".scale()")
	})
}

// unwrapped is an optimizer, or if that is an object of the project's, what it has.
func (s *Story) unwrapped(optimizer value.Value) value.Value {
	h, out := s.Record.Heap, value.Nothing
	for _, id := range h.All(optimizer) {
		o := h.Object(id)
		if o.Kind != value.Instance {
			out = h.Join(out, h.Of(id))
		}
		for _, name := range sortedKeys(o.Fields) {
			if o.Kind == value.Instance {
				out = h.Join(out, o.Fields[name])
			}
		}
	}
	return out
}

// soundsLikeOptimizer reports whether what is stepped is known to be an optimizer, or called one.
func (s *Story) soundsLikeOptimizer(call *Step) bool {
	if s.frameworks.Lookup(call.Name) != nil {
		return true
	}
	return slices.ContainsFunc(s.Record.Heap.All(call.Object.Of), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		_, last := cutLast(strings.TrimPrefix(o.Name, "?"))
		return optimizers.MatchString(o.Label) || optimizer.MatchString(last) && !strings.Contains(last, "(") || s.isMadeOfParameters(o)
	})
}

// isMadeOfParameters reports whether something was made with the parameters of a model.
func (s *Story) isMadeOfParameters(o *value.Object) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.hasParameters(a.Value, map[value.ID]bool{}) })
}

// isGivenFunction reports whether a call is given a function of the project, whose run is part of the story.
func (s *Story) isGivenFunction(o *value.Object) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool {
		return slices.ContainsFunc(s.Record.Heap.All(a.Value), func(id value.ID) bool {
			switch s.Record.Heap.Object(id).Kind {
			case value.Function, value.Bound, value.Partial:
				return true
			}
			return false
		})
	})
}

// assignsGradient recognises p.grad = None, p.grad = g and p.grad = p.grad.clamp(-1, 1); not p.grad *= 2.
func (s *Story) assignsGradient(e *run.Event, order int) (act, bool) {
	if o := s.single(e.Set.Value); o != nil && (e.Set.Attribute == "grad" || e.Set.Attribute == "data") && s.clips(strings.TrimSuffix(o.Name, "()"), o) {
		return act{kind: framework.Clip, event: e, order: order}, true
	}
	if e.Set.Attribute != "grad" || e.Set.Object == value.Nothing {
		return act{}, false
	}
	a := act{kind: framework.Give, event: e, order: order}
	if s.isLiteral(e.Set.Value, "None") {
		a.kind = framework.Clear
	}
	o := s.single(e.Set.Value)
	isChanged := o != nil && o.Operator != code.Other && s.fromGradient(e.Set.Value)
	return a, !isChanged
}

// clips reports whether a call with a result bounds a gradient and returns it: p.grad.clamp(-1, 1), torch.clamp(p.grad, -1, 1).
func (s *Story) clips(name string, result *value.Object) bool {
	if !clampers.MatchString(name) {
		return false
	}
	given, _ := result.Argument("input", 0)
	return handClips.MatchString(name+"_") || strings.HasPrefix(name, "torch.") && s.fromGradient(given)
}

// byHand are the facts of a call that clears or bounds gradients by hand, nil of any other.
func byHand(name string) *framework.Call {
	switch {
	case tensorClears.MatchString(name), namedClears.MatchString(name):
		return &framework.Call{Act: framework.Clear}
	case handClips.MatchString(name):
		return &framework.Call{Act: framework.Clip}
	}
	return nil
}

var (
	tensorClears = pattern.New(`\.grad(\.data|\.detach\(\)|\.detach_\(\))?\.(zero_|fill_)$`)
	namedClears  = pattern.New(`(?i)(zero|clear|reset)_?(all_?)?grad`) // of code that is not here
	clampers     = pattern.New(`\.(clamp|clip)(_min|_max)?$`)
	handClips    = pattern.New(`\.grad(\.data)?\.(clamp|clip)(_min|_max)?_$`)
)
