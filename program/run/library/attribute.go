package library

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

func superModel(s Site) value.Value {
	if s.Frame.Class == nil || s.Frame.Self == value.Nothing {
		return value.Nothing
	}
	self, ok := s.Heap.One(s.Frame.Self)
	if !ok {
		self = s.Heap.All(s.Frame.Self)[0]
	}
	key := value.Key{Context: uint32(self), File: value.SuperFile, At: int32(s.Frame.Class.ID), Sort: value.Super}
	return s.Heap.Of(s.Heap.New(key, value.Object{Kind: value.Super, Ref: s.Frame.Class, Of: s.Heap.Of(self)}))
}

// maxAlternatives bounds how many attributes an option may choose from.
const maxAlternatives = 8

func getattrModel(s Site) value.Value {
	name, ok := s.Argument("name", 1)
	object, _ := s.Argument("object", 0)
	all := s.Heap.Alternatives(name)
	if !ok || len(all) == 0 || len(all) > maxAlternatives || slices.ContainsFunc(all, func(o *value.Object) bool { return o.Literal != code.String }) {
		s.ReadsAny(object, "")
		return value.Nothing
	}
	out := value.Nothing
	for _, o := range all {
		out = s.Heap.Join(out, s.Runner.Attribute(s.Frame, object, o.Name, s.Span, s.At))
	}
	return out
}

func setattrModel(s Site) value.Value {
	name, _ := s.Argument("name", 1)
	object, _ := s.Argument("object", 0)
	v, ok := s.Argument("value", 2)
	if k := s.Heap.Literal(name); ok && k != nil {
		s.Runner.SetAttribute(s.Frame, object, k.Name, v, s.Span)
		return s.Heap.None()
	}
	return value.Nothing
}
