package library

import (
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// flagsModel notes a flag of absl as an attribute of what holds all of them: https://abseil.io/docs/python/guides/flags.
func flagsModel(s Site) value.Value {
	named, ok := s.Argument("name", 0)
	name := s.Heap.Literal(named)
	if !ok || name == nil {
		return value.Nothing
	}
	id := s.make(value.Option, 0)
	o := s.Heap.Object(id)
	o.Name = name.Name
	if d, ok := s.Argument("default", 1); ok {
		s.Heap.Add(&o.Default, d)
	}
	library := s.Name[:strings.LastIndexByte(s.Name, '.')]
	all := s.Heap.Outside(library + ".FLAGS")
	for _, of := range s.Heap.All(s.Of) {
		all = s.Heap.Join(all, s.Heap.Part(of, ".FLAGS"))
	}
	s.Heap.PutField(all, name.Name, s.Heap.Of(id))
	holder := s.make(value.Foreign, 1)
	s.Heap.Object(holder).Name = library + ".FlagHolder()"
	s.Heap.PutField(s.Heap.Of(holder), "value", s.Heap.Of(id))
	return s.Heap.Of(holder)
}
