package gradient

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// UnusedGradients are the calls in loops that hand gradients back which nothing is ever given, as of JAX, MLX and a GradientTape.
func UnusedGradients(s *story.Story) (out []value.Place) {
	if s.Record.Cut {
		return nil
	}
	for i := range s.Steps {
		step := &s.Steps[i]
		if step.Kind != story.Gradient || step.Facts.Act != framework.Differentiate || step.Event.Alone || len(step.Event.Loops()) == 0 {
			continue
		}
		if !slices.Contains(out, step.Event.At) && !s.IsOfInput(step) && !isUsed(s, gradientsOf(s, step), 0) {
			out = append(out, step.Event.At)
		}
	}
	return out
}

// gradientsOf are the gradients in what a call returns: all of it, or what is beside the value.
func gradientsOf(s *story.Story, step *story.Step) []value.ID {
	if strings.HasSuffix(strings.TrimSuffix(step.Name, "()"), "value_and_grad") {
		if found := elementsOf(s, step.Event.Call, "1"); len(found) > 0 {
			return found
		}
	}
	return append(elementsOf(s, step.Event.Call, ""), step.Event.Call)
}

// elementsOf are the elements of what a call returns, those with an index if one is given.
func elementsOf(s *story.Story, call value.ID, index string) (all []value.ID) {
	h := s.Record.Heap
	for id, o := range h.Objects() {
		if _, i, ok := value.Element(o.Name); ok && (index == "" || i == index) && slices.Contains(h.All(o.Of), call) {
			all = append(all, id)
		}
	}
	return all
}

// isUsed reports whether something is kept, or a call is given it or made on it, as it is or computed with. What Optax makes of gradients must be used
// in its turn.
func isUsed(s *story.Story, ids []value.ID, depth int) bool {
	h := s.Record.Heap
	for _, o := range h.Objects() {
		if (o.Kind == value.List || o.Kind == value.Dict) && computesWith(s, o.Elements, ids, map[value.ID]bool{}) {
			return true
		}
		if o.Kind == value.Instance && slices.ContainsFunc(value.SortedKeys(o.Fields), func(key string) bool { return computesWith(s, o.Fields[key], ids, map[value.ID]bool{}) }) {
			return true
		}
	}
	return slices.ContainsFunc(s.Calls, func(c story.Step) bool {
		if reads(s, &c, ids) {
			return true
		}
		if !slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return computesWith(s, a.Value, ids, map[value.ID]bool{}) }) {
			return false
		}
		isTransformation := strings.HasPrefix(c.Name, "optax.") && strings.HasSuffix(c.Name, ".update")
		if !isTransformation || depth > 2 {
			return true
		}
		updates := elementsOf(s, c.Event.Call, "0")
		return len(updates) == 0 || isUsed(s, updates, depth+1)
	})
}

// reads reports whether a call takes the numbers out of something: grads[0].numpy().
func reads(s *story.Story, c *story.Step, ids []value.ID) bool {
	_, method := story.CutLast(c.Name)
	return (method == "numpy" || method == "item" || method == "tolist") && computesWith(s, c.Object.Of, ids, map[value.ID]bool{})
}

// computesWith reports whether a value is one of some objects, or computed with one by operators, or holds one.
func computesWith(s *story.Story, v value.Value, ids []value.ID, seen map[value.ID]bool) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		if slices.Contains(ids, id) || seen[id] {
			return !seen[id]
		}
		seen[id] = true
		o := s.Record.Heap.Object(id)
		with := func(v value.Value) bool { return computesWith(s, v, ids, seen) }
		switch {
		case o.Kind == value.Foreign && o.Operator == code.Other:
			return !strings.HasSuffix(o.Name, "()") && with(o.Of)
		case o.Kind == value.Instance:
			return false // its fields are asked of all
		}
		return with(o.Elements) || slices.ContainsFunc(o.Items, with) ||
			slices.ContainsFunc(o.Args, func(a value.Argument) bool { return with(a.Value) }) ||
			slices.ContainsFunc(value.SortedKeys(o.Fields), func(key string) bool { return with(o.Fields[key]) })
	})
}
