package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// An Act is something that PyTorch, or a library that works alike, does to gradients.
type Act struct {
	kind   framework.Act
	of     value.Value // the optimizer, model, scaler or scheduler that it is done to; Nothing if that can't be told
	by     value.Value // of a step that goes through a gradient scaler: the scaler
	scaled bool        // it goes through a gradient scaler
	opaque bool        // it runs a function that is not known, which may do anything
	Event  *record.Event
	order  int // of the event in the record
}

// actOf is what an event does to gradients; call is the step that it is if it is a call.
func actOf(s *story.Story, e *record.Event, order int, call *story.Step) (Act, bool) {
	if call == nil {
		return assignsGradient(s, e, order)
	}
	if call.Kind != story.Gradient {
		return Act{}, false
	}
	a := Act{kind: call.Facts.Act, of: call.Object.Of, Event: e, order: order}
	switch _, method := story.CutLast(call.Name); a.kind {
	case framework.Backward:
		a.scaled = strings.HasSuffix(call.Name, ".scale().backward") || isScaled(s, a.of)
	case framework.ScaledStep:
		a.kind, a.scaled, a.by = framework.Step, true, a.of
		given, _ := call.Object.Argument("optimizer", 0)
		a.of = unwrapped(s, given)
	case framework.Step:
		switch {
		case method == "optimizer_step" && a.of == value.Nothing:
			a.of, _ = call.Object.Argument("optimizer", 0)
		case method != "step" || !soundsLikeOptimizer(s, call):
			return Act{}, false
		default:
			a.opaque = len(call.Object.Args) > 0 && !IsGivenFunction(s, call.Object)
		}
	case framework.Schedule:
		if s.Lookup(call.Name) == nil && len(call.Object.Args) > 0 {
			return Act{}, false // of a diffusion model's noise
		}
	case framework.Clear:
		if story.TensorClears.MatchString(call.Name) {
			a.of = value.Nothing
		}
	}
	return a, true
}

// isScaled reports whether a loss is what a gradient scaler has scaled.
func isScaled(s *story.Story, loss value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(loss), func(id value.ID) bool {
		return strings.HasSuffix(s.Record.Heap.Object(id).Name, ".scale()")
	})
}

// unwrapped is an optimizer, or if that is an object of the project's, what it has.
func unwrapped(s *story.Story, optimizer value.Value) value.Value {
	h, out := s.Record.Heap, value.Nothing
	for _, id := range h.All(optimizer) {
		o := h.Object(id)
		if o.Kind != value.Instance {
			out = h.Join(out, h.Of(id))
		}
		for _, name := range value.SortedKeys(o.Fields) {
			if o.Kind == value.Instance {
				out = h.Join(out, o.Fields[name])
			}
		}
	}
	return out
}

// soundsLikeOptimizer reports whether what is stepped is known to be an optimizer, or called one.
func soundsLikeOptimizer(s *story.Story, call *story.Step) bool {
	if s.Lookup(call.Name) != nil {
		return true
	}
	return slices.ContainsFunc(s.Record.Heap.All(call.Object.Of), func(id value.ID) bool {
		o := s.Record.Heap.Object(id)
		_, last := story.CutLast(strings.TrimPrefix(o.Name, "?"))
		return story.Optimizers.MatchString(o.Label) || story.Optimizer.MatchString(last) && !strings.Contains(last, "(") || isMadeOfParameters(s, o)
	})
}

// isMadeOfParameters reports whether something was made with the parameters of a model.
func isMadeOfParameters(s *story.Story, o *value.Object) bool {
	return slices.ContainsFunc(o.Args, func(a value.Argument) bool { return s.HasParameters(a.Value, map[value.ID]bool{}) })
}

// IsGivenFunction reports whether a call is given a function of the project, whose run is part of the story.
func IsGivenFunction(s *story.Story, o *value.Object) bool {
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
func assignsGradient(s *story.Story, e *record.Event, order int) (Act, bool) {
	if o := s.Single(e.Set.Value); o != nil && (e.Set.Attribute == "grad" || e.Set.Attribute == "data") && s.Clips(strings.TrimSuffix(o.Name, "()"), o) {
		return Act{kind: framework.Clip, Event: e, order: order}, true
	}
	if e.Set.Attribute != "grad" || e.Set.Object == value.Nothing {
		return Act{}, false
	}
	a := Act{kind: framework.Give, Event: e, order: order}
	if s.IsLiteral(e.Set.Value, "None") {
		a.kind = framework.Clear
	}
	o := s.Single(e.Set.Value)
	isChanged := o != nil && o.Operator != code.Other && s.FromGradient(e.Set.Value)
	return a, !isChanged
}
