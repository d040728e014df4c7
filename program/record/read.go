package record

import (
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// A Reading is a field of an object, or a key of a mapping, that something reads; all of them if Name is "".
type Reading struct {
	Object value.ID // of parsed arguments the parser, of an instance the class
	Name   string
}

// StartsOver notes that an attribute of an instance is set to a number that is written in the program, where the run is.
func (r *Recorder) StartsOver(id value.ID, name string) {
	for _, a := range r.Around {
		if a.Loop >= 0 {
			r.Restarts[Restart{id, name, a.Loop}] = true
		}
	}
}

// A Restart is an attribute of an instance that is set to a number in a loop.
type Restart struct {
	Object value.ID
	Name   string
	Loop   int
}

// Reads is what a run reads of what settings may be kept in.
type Reads struct {
	Of    map[Reading]bool
	Names map[string]bool // of what is read of something that is not known
}

// ReadsAny notes that something is read of what a value may be; all of it if name is "".
func (r *Record) ReadsAny(v value.Value, name string) {
	for _, id := range r.Heap.All(v) {
		r.ReadsOf(id, name)
	}
}

// ReadsOf notes that something is read of an object; all of it if name is "".
func (r *Record) ReadsOf(id value.ID, name string) {
	reads := &r.Reads
	switch o := r.Heap.Object(id); {
	case o.Kind == value.Dict, o.Name == "types.SimpleNamespace()":
		reads.Of[Reading{id, name}] = true
	case o.Kind == value.Instance || o.Kind == value.Class:
		if c, ok := o.Ref.(*value.Type); ok && len(c.Fields) > 0 {
			for _, base := range r.Heap.Order(c) {
				reads.Of[Reading{base, name}] = true
			}
		}
	case o.Name == "argparse.Namespace()":
		for _, parser := range r.Heap.All(o.Of) {
			reads.Of[Reading{parser, name}] = true
		}
	case o.Kind == value.Foreign && name != "" && (!r.Frameworks.IsModule(o.Name) || strings.Contains(o.Name, "()")):
		reads.Names[name] = true
	}
}

// ReadsName reports whether something of a name is read of what is not known, or may be by what was not run: a function, for which any
// text may be the name of an attribute.
func (r *Record) ReadsName(name string) bool {
	if r.Reads.Names[name] {
		return true
	}
	for i, file := range r.Code {
		for _, function := range file.Readers(name) {
			if !r.Ran(i, int(function)) {
				return true
			}
		}
	}
	return false
}
