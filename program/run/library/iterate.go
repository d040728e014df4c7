package library

import (
	"github.com/agentlint/agentlint/program/value"
)

// pairs makes an iterable of tuples.
func (s Site) pairs(items ...value.Value) value.Value {
	pair := s.tuple(1, items...)
	list := s.make(value.List, 2)
	made := s.Heap.Object(list)
	s.Heap.Add(&made.Elements, pair)
	for _, a := range s.Args {
		s.Heap.Add(&made.Of, a.Value)
	}
	return s.Heap.Of(list)
}

func enumerateModel(s Site) value.Value {
	over, ok := s.Argument("iterable", 0)
	if !ok {
		return value.Nothing
	}
	return s.pairs(s.Frame.Varying(s.Heap, s.At, 0, s.Frame.Place(s.Span)), s.element(over))
}

// tupleModel returns what a tuple is made of if its items are told apart: it can't be changed, so that it is as good as that.
func tupleModel(s Site) value.Value {
	of, _ := s.Argument("iterable", 0)
	id, ok := s.Heap.One(of)
	if !ok || len(s.Args) != 1 || len(s.Heap.Object(id).Items) == 0 {
		return value.Nothing
	}
	switch s.Heap.Object(id).Kind {
	case value.List, value.Tuple:
		return of
	}
	return value.Nothing
}

func zipModel(s Site) value.Value {
	var items []value.Value
	for _, a := range s.Args {
		if a.Rest {
			return value.Nothing
		}
		if a.Name == "" {
			items = append(items, s.element(a.Value))
		}
	}
	return s.pairs(items...)
}

func mapModel(s Site) value.Value {
	if len(s.Args) < 2 {
		return value.Nothing
	}
	var args []value.Argument
	for _, a := range s.Args[1:] {
		args = append(args, value.Argument{Value: s.element(a.Value)})
	}
	list := s.make(value.List, 1)
	made := s.Call(s.Frame, s.Args[0].Value, args, s.Span, s.At)
	s.Heap.AddElement(s.Heap.Of(list), made)
	return s.Heap.Of(list)
}
