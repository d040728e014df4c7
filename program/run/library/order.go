package library

import (
	"github.com/agentlint/agentlint/program/value"
)

// orderModel makes of a collection one with the same elements in another order. What lies outside the project keeps its name.
func orderModel(order value.Order) Model {
	return func(s Site) value.Value {
		out := value.Nothing
		for i, id := range s.Heap.All(First(s)) {
			kind, name := value.List, ""
			switch o := s.Heap.Object(id); o.Kind {
			case value.List, value.Tuple, value.Dict:
			case value.Foreign:
				kind, name = value.Foreign, o.Name
			default:
				out = s.Heap.Join(out, s.Heap.Of(id))
				continue
			}
			made := s.make(kind, i)
			o := s.Heap.Object(made)
			o.Name, o.Order = name, order
			s.Heap.Add(&o.Of, s.Heap.Of(id))
			if kind == value.List {
				elements := s.ElementOf(s.Frame, id, s.Span, s.At)
				s.Heap.Add(&s.Heap.Object(made).Elements, elements)
			}
			out = s.Heap.Join(out, s.Heap.Of(made))
		}
		return out
	}
}

// Picks reports whether a call is of a function that picks one of the elements of its first argument, by what its key says of each.
func Picks(h *value.Heap, call value.ID) bool {
	o := h.Object(call)
	return (o.Name == "builtins.max()" || o.Name == "builtins.min()") && len(o.Args) > 0 && o.Args[0].Name == ""
}
