package story

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/value"
)

// IsOfInput reports whether a step computes gradients with respect to what a network is given, not to its weights: these say how much
// each input matters, and no optimizer needs them. Sources: https://www.tensorflow.org/api_docs/python/tf/GradientTape,
// https://docs.pytorch.org/tutorials/beginner/fgsm_tutorial.html.
func (s *Story) IsOfInput(step *Step) bool {
	switch {
	case step.Kind != Gradient:
		return false
	case step.Facts.Act == framework.Backward:
		return s.leadsToInput(step)
	case step.Facts.Act != framework.Differentiate || !strings.HasSuffix(step.Name, "GradientTape().gradient"):
		return false
	}
	sources, ok := step.Object.Argument("sources", 1)
	if !ok || s.HasParameters(sources, map[value.ID]bool{}) {
		return false
	}
	all := s.sources(sources)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool { return !s.isInput(id) })
}

// leadsToInput reports whether a network is run on what the program reads the gradient of, x.grad, and the loss of a step is made of that.
func (s *Story) leadsToInput(step *Step) bool {
	read := value.Nothing
	for _, o := range s.Record.Heap.Objects() {
		if _, member := CutLast(o.Name); o.Kind == value.Foreign && member == "grad" {
			read = s.Record.Heap.Join(read, o.Of)
		}
	}
	if read == value.Nothing {
		return false
	}
	from := s.Origins(step.Object.Of)
	return slices.ContainsFunc(s.Calls, func(c Step) bool {
		return slices.Contains(from, c.Event.Call) && slices.ContainsFunc(s.Record.Heap.All(c.Object.Callee), s.IsModule) &&
			slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return s.Shares(a.Value, read) })
	})
}

// sources are what gradients are asked with respect to: an object, or those in a collection.
func (s *Story) sources(v value.Value) (all []value.ID) {
	for _, id := range s.Record.Heap.All(v) {
		o := s.Record.Heap.Object(id)
		if o.Kind != value.List && o.Kind != value.Tuple {
			all = append(all, id)
			continue
		}
		for _, item := range append(slices.Clone(o.Items), o.Elements) {
			all = append(all, s.Record.Heap.All(item)...)
		}
	}
	return all
}

// isInput reports whether an object is given to a network of Keras, or to what is not here and may be one after a tape was told to watch
// it: tapes watch the variables of networks by themselves.
func (s *Story) isInput(id value.ID) bool {
	of := s.Record.Heap.Of(id)
	isGiven := func(to func(c *Step) bool) bool {
		return slices.ContainsFunc(s.Calls, func(c Step) bool {
			return to(&c) && slices.ContainsFunc(c.Object.Args, func(a value.Argument) bool { return s.Shares(a.Value, of) })
		})
	}
	if isGiven(func(c *Step) bool { return s.isKerasNetwork(c.Object.Callee) }) {
		return true
	}
	return isGiven(func(c *Step) bool { return strings.HasSuffix(c.Name, "GradientTape().watch") }) &&
		isGiven(func(c *Step) bool { return strings.HasPrefix(c.Name, "?") })
}

// isKerasNetwork reports whether a value is a model or a layer of Keras.
func (s *Story) isKerasNetwork(v value.Value) bool {
	return slices.ContainsFunc(s.Record.Heap.All(v), func(id value.ID) bool {
		name := s.Frameworks.Canonical(s.Record.Heap.Object(id).Name)
		return strings.HasSuffix(name, "()") && slices.ContainsFunc(kerasNetworks, func(of string) bool { return strings.HasPrefix(name, of) })
	})
}

// kerasNetworks are the modules of Keras whose classes and functions make networks.
var kerasNetworks = []string{"keras.models.", "keras.layers.", "keras.applications.", "keras.saving."}
