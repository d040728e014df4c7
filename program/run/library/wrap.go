package library

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// Wrap is what a call returns that wraps what it is given.
func Wrap(s Site) value.Value {
	if len(s.Args) < 2 || s.Args[1].Name != "" || s.Args[1].Rest {
		return First(s)
	}
	id := s.make(value.Tuple, len(s.Args))
	o := s.Heap.Object(id)
	for i, a := range s.Args {
		if a.Name != "" || a.Rest {
			return value.Nothing
		}
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		s.Heap.Add(&o.Items[i], a.Value)
		s.Heap.Add(&o.Elements, a.Value)
	}
	return s.Heap.Of(id)
}

// First is the first argument, if it is something that can be wrapped.
func First(s Site) value.Value {
	if len(s.Args) == 0 || s.Args[0].Name != "" || s.Args[0].Rest {
		return value.Nothing
	}
	v := s.Args[0].Value
	for _, id := range s.Heap.All(v) {
		switch s.Heap.Object(id).Kind {
		case value.Function, value.Bound, value.Partial, value.Class, value.Instance, value.List, value.Tuple, value.Dict, value.Module:
		case value.Foreign:
		default:
			return value.Nothing
		}
	}
	return v
}

// wrapsModel makes what returns the function that it is given. The function that it is like is not called.
func wrapsModel(s Site) value.Value { return s.Heap.Outside(s.Name + "()") }

// partialModel makes a callable of a function and arguments that it is given before.
func partialModel(s Site) value.Value {
	if len(s.Args) == 0 || s.Args[0].Name != "" {
		return value.Nothing
	}
	id := s.make(value.Partial, 0)
	o := s.Heap.Object(id)
	s.Heap.Add(&o.Callee, s.Args[0].Value)
	s.Heap.JoinArguments(o, s.Args[1:])
	return s.Heap.Of(id)
}

// flagModel marks a function, as a decorator does.
func flagModel(mark func(*frame.Closure)) Model {
	return func(s Site) value.Value {
		v := First(s)
		for _, id := range s.Heap.All(v) {
			if c, ok := s.Heap.Object(id).Ref.(*frame.Closure); ok {
				mark(c)
			}
		}
		return v
	}
}

// contextModel makes a decorator hold while the function that it decorates runs.
func contextModel(s Site) value.Value {
	v := First(s)
	for _, id := range s.Heap.All(v) {
		c, ok := s.Heap.Object(id).Ref.(*frame.Closure)
		if !ok {
			return value.Nothing
		}
		if name := strings.TrimSuffix(s.Name, "()"); !slices.Contains(c.Within, name) {
			c.Within = append(c.Within, name)
		}
	}
	return v
}

// IsDecorator reports whether the instances of what extends a class, by its dotted name, decorate functions:
// https://docs.python.org/3/library/contextlib.html#contextlib.ContextDecorator.
func IsDecorator(class string) bool {
	return class == "contextlib.ContextDecorator" || class == "contextlib.AsyncContextDecorator"
}

// receiverModel is what a method is called on.
func receiverModel(s Site) value.Value { return s.Of }
