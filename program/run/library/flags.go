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
	if d, ok := s.Argument("default", 1); ok && !s.isRequired() {
		s.Heap.Add(&o.Default, d)
	}
	if all, ok := s.Argument("enum_values", 2); ok {
		o.Elements = choices(s.Heap, all)
	}
	s.Heap.PutField(s.flags(), name.Name, s.Heap.Of(id))
	holder := s.make(value.Foreign, 1)
	s.Heap.Object(holder).Name = s.flagsModule() + ".FlagHolder()"
	s.Heap.PutField(s.Heap.Of(holder), "value", s.Heap.Of(id))
	return s.Heap.Of(holder)
}

// flagsModule is the module that a function of absl is in.
func (s Site) flagsModule() string { return s.Name[:strings.LastIndexByte(s.Name, '.')] }

// flags are what holds all flags.
func (s Site) flags() value.Value {
	all := s.Heap.Outside(s.flagsModule() + ".FLAGS")
	for _, of := range s.Heap.All(s.Of) {
		all = s.Heap.Join(all, s.Heap.Part(of, ".FLAGS"))
	}
	return all
}

// requiredFlagsModel notes that flags must be given, whatever their default is.
func requiredFlagsModel(s Site) value.Value {
	named, _ := s.Argument("", 0)
	names := []value.Value{named}
	if id, ok := s.Heap.One(named); ok && len(s.Heap.Object(id).Items) > 0 {
		names = s.Heap.Object(id).Items
	}
	for _, name := range names {
		k := s.Heap.Literal(name)
		for _, holder := range s.Heap.All(s.flags()) {
			if k == nil {
				continue
			}
			if id, ok := s.Heap.One(s.Heap.Object(holder).Fields[k.Name]); ok {
				s.Heap.Object(id).Default = value.Nothing
			}
		}
	}
	return value.Nothing
}
