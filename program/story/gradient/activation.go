package gradient

import (
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/value"
)

// A Doubled is a loss of what has been through an activation function, as it should not have been: the loss applies it itself, or
// takes what comes before it.
type Doubled struct {
	At         value.Place // the loss
	Activation value.Place // where the function is applied first
}

// DoubledBy returns the losses that apply an activation function, such as softmax, a second time.
func DoubledBy(s *story.Story, activation string) []Doubled {
	found := lossesOf(s, activation, func(facts *framework.Call) bool { return facts.Applies == activation })
	return append(found, compiledWith(s, activation)...)
}

// WithoutLog returns the losses that take logarithms of probabilities, and are given the probabilities.
func WithoutLog(s *story.Story) []Doubled {
	return lossesOf(s, "softmax", func(facts *framework.Call) bool { return facts.TakesLog })
}

// lossesOf returns the losses of some kind that are given what has been through an activation function.
func lossesOf(s *story.Story, activation string, isOne func(*framework.Call) bool) (out []Doubled) {
	known := map[value.Place]bool{}
	for i := range s.Calls {
		c := &s.Calls[i]
		facts := s.Lookup(c.Name)
		if known[c.Event.At] || facts == nil || !isOne(facts) {
			continue
		}
		input := predictions(s, c.Object, facts)
		if at, ok := activated(s, input, activation, 0); ok {
			known[c.Event.At] = true
			out = append(out, Doubled{lossAt(s, c), at})
		}
	}
	return out
}

// lossAt is where a loss is computed, or where it was made if a framework computes it in a hand-written loop.
func lossAt(s *story.Story, c *story.Step) value.Place {
	made := s.Single(c.Object.Callee)
	inner, ok := c.Event.InnerLoop()
	if made == nil || !ok || s.Record.Loops[inner].At != c.Event.At {
		return c.Event.At
	}
	return made.At
}

// predictions are what a loss takes as the outputs of a model.
func predictions(s *story.Story, loss *value.Object, facts *framework.Call) value.Value {
	if facts.IfMade != nil {
		if !isMadeWith(s, loss.Callee, *facts.IfMade) {
			return value.Nothing
		}
		input, _ := loss.Argument("y_pred", 1)
		return input
	}
	if input, ok := loss.Argument("logits", -1); ok {
		return input
	}
	input, _ := loss.Argument("input", 0)
	return input
}

// activated finds where a value went through an activation function last, if all that it may be did.
func activated(s *story.Story, v value.Value, activation string, depth int) (at value.Place, ok bool) {
	if depth > story.MaxWalk {
		return at, false
	}
	for _, id := range s.Record.Heap.All(v) {
		if at, ok = activatedAt(s, s.Record.Heap.Object(id), activation, depth); !ok {
			return at, false
		}
	}
	return at, ok
}

func activatedAt(s *story.Story, o *value.Object, activation string, depth int) (value.Place, bool) {
	name := strings.TrimSuffix(o.Name, "()")
	if o.Kind != value.Foreign {
		return o.At, false
	}
	if facts := s.Facts(s.Frameworks.Canonical(name)); facts != nil && facts.Computes == activation {
		return o.At, true
	}
	_, member := story.CutLast(name)
	switch {
	case o.Elements != value.Nothing: // what a network of the project returns
		return activated(s, o.Elements, activation, depth+1)
	case reshapes[member] || strings.HasSuffix(name, "]"):
		return activated(s, o.Of, activation, depth+1)
	case s.Frameworks.Canonical(name) == "torch.nn.Sequential()":
		return lastActivated(s, o, activation, depth)
	case strings.HasPrefix(s.Frameworks.Canonical(name), "keras."):
		return layerActivated(s, o.Callee, activation, depth)
	}
	return o.At, false
}

// lastActivated finds the activation function with which a Sequential ends whose result an object is.
func lastActivated(s *story.Story, o *value.Object, activation string, depth int) (value.Place, bool) {
	h := s.Record.Heap
	id, ok := h.One(o.Callee)
	if !ok || len(h.Object(id).Args) == 0 {
		return o.At, false
	}
	args := h.Object(id).Args
	last, ok := h.One(args[len(args)-1].Value)
	if !ok || args[len(args)-1].Rest || depth > story.MaxWalk {
		return o.At, false
	}
	layer := h.Object(last)
	if facts := s.Lookup(s.Frameworks.Canonical(layer.Name)); facts != nil && facts.Computes == activation {
		return layer.At, true
	}
	if s.Frameworks.Canonical(layer.Name) == "torch.nn.Sequential()" {
		return lastActivated(s, &value.Object{Callee: args[len(args)-1].Value}, activation, depth+1)
	}
	return o.At, false
}

// reshapes are methods that give the same numbers in another shape, type or place.
var reshapes = map[string]bool{
	"view": true, "reshape": true, "squeeze": true, "unsqueeze": true, "flatten": true, "permute": true, "transpose": true, "contiguous": true,
	"float": true, "double": true, "half": true, "to": true, "cuda": true, "cpu": true, "clone": true,
}
