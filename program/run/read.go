package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// A Reading is a field of an object, or a key of a mapping, that something reads; all of them if Name is "".
type Reading struct {
	Object value.ID // of parsed arguments the parser, of an instance the class
	Name   string
}

// Reads is what a run reads of what settings may be kept in.
type Reads struct {
	Of    map[Reading]bool
	Names map[string]bool // of what is read of something that is not known
}

// reads notes that something is read of what a value may be; all of it if name is "".
func (r *runner) reads(v value.Value, name string) {
	for _, id := range r.heap.All(v) {
		r.readsOf(id, name)
	}
}

func (r *runner) readsOf(id value.ID, name string) {
	reads := &r.record.Reads
	switch o := r.heap.Object(id); {
	case o.Kind == value.Dict, o.Name == "types.SimpleNamespace()":
		reads.Of[Reading{id, name}] = true
	case o.Kind == value.Instance || o.Kind == value.Class:
		if c, ok := o.Ref.(*class); ok && len(c.fields) > 0 {
			for _, base := range r.order(c) {
				reads.Of[Reading{base, name}] = true
			}
		}
	case o.Name == "argparse.Namespace()":
		for _, parser := range r.heap.All(o.Of) {
			reads.Of[Reading{parser, name}] = true
		}
	case o.Kind == value.Foreign && name != "" && (!r.project.Frameworks.IsModule(o.Name) || strings.Contains(o.Name, "()")):
		reads.Names[name] = true
	}
}

// ReadsName reports whether something of a name is read of what is not known, or may be by what was not run: a function, for which any
// text may be the name of an attribute.
func (r *Record) ReadsName(name string) bool {
	if r.Reads.Names[name] {
		return true
	}
	for _, path := range r.Files {
		m := r.run.modules[path]
		if m == nil {
			continue
		}
		for _, i := range m.file.Readers(name) {
			if !r.run.ran[functionKey{m, int(i)}] {
				return true
			}
		}
	}
	return false
}

// Settings are the fields that a class of the project declares, as the options that they are.
func (r *Record) Settings(id value.ID) (all []value.ID) {
	c, ok := r.Heap.Object(id).Ref.(*class)
	if !ok || r.Heap.Object(id).Kind != value.Class {
		return nil
	}
	for _, f := range c.fields {
		for _, option := range r.Heap.All(f.value) {
			if o := r.Heap.Object(option); o.Kind == value.Option && o.Name == f.name {
				all = append(all, option)
			}
		}
	}
	return all
}
