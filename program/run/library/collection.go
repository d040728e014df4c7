package library

import (
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

func dictModel(s Site) value.Value {
	d := s.Heap.Of(s.make(value.Dict, 1))
	for _, a := range s.Args {
		if a.Name == "" || a.Rest {
			s.ReadsAny(a.Value, "")
			s.Heap.Merge(d, a.Value)
			continue
		}
		s.Heap.PutField(d, a.Name, a.Value)
	}
	return d
}

func getModel(s Site) value.Value {
	key, ok := s.Argument("key", 0)
	if !ok {
		return value.Nothing
	}
	out := s.Index(s.Frame, s.Of, key, s.Span, s.At)
	if d, ok := s.Argument("default", 1); ok {
		return s.Heap.Join(out, d)
	}
	return s.Heap.Join(out, s.Heap.None())
}

func itemsModel(s Site) value.Value {
	made := s.pairs(s.keysOf(s.Of), s.valuesOf(s.Of))
	for _, id := range s.Heap.All(made) {
		s.Heap.Add(&s.Heap.Object(id).Of, s.Of)
	}
	return made
}

// keysOf is what the keys of a mapping may be.
func (s Site) keysOf(d value.Value) value.Value {
	out := value.Nothing
	for _, id := range s.Heap.All(d) {
		out = s.Heap.Join(out, s.Heap.MethodOf(id, "builtins.dict().keys()[]"))
	}
	return out
}

// valuesOf is what a mapping may hold under any key.
func (s Site) valuesOf(d value.Value) value.Value {
	s.ReadsAny(d, "")
	out := value.Nothing
	for _, id := range s.Heap.All(d) {
		out = s.Heap.Join(out, s.Heap.Lookup(s.Heap.Object(id), value.Nothing))
	}
	return out
}

func valuesModel(s Site) value.Value {
	list := s.Heap.Of(s.make(value.List, 2))
	s.Heap.AddElement(list, s.valuesOf(s.Of))
	return list
}

func updateModel(s Site) value.Value {
	for _, a := range s.Args {
		if a.Name != "" && !a.Rest {
			s.Heap.PutField(s.Of, a.Name, a.Value)
			continue
		}
		s.ReadsAny(a.Value, "")
		s.Heap.Merge(s.Of, a.Value)
	}
	return s.Heap.None()
}

func appendModel(s Site) value.Value {
	if v, ok := s.Argument("object", 0); ok {
		s.Append(s.Of, v)
		if id, one := s.Heap.One(v); one && s.Heap.Object(id).Kind == value.Foreign {
			s.Emit(record.Event{Set: record.Set{Object: s.Of, Attribute: record.Appended, Value: v}, At: s.Frame.Place(s.Span)})
		}
	}
	return s.Heap.None()
}

func extendModel(s Site) value.Value {
	if v, ok := s.Argument("iterable", 0); ok {
		s.Heap.AddElement(s.Of, s.element(v))
	}
	return s.Heap.None()
}
