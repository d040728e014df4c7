package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/library"
	"github.com/agentlint/agentlint/program/value"
)

// mark notes what is watched: before a line what it reads, after it what it assigns.
func (r *runner) mark(f *frame.Frame, after bool) {
	if r.Watched == nil {
		r.Watched = map[code.Use]value.Value{}
	}
	r.Marks++
	for _, use := range r.project.Watch {
		if use.Assigned == after {
			r.Watched[use] = r.Heap.Join(r.Watched[use], r.peek(f, use.Name))
		}
	}
	r.Emit(record.Event{Mark: true})
}

// peek returns what a name with attributes is in a frame. Nothing is run for it: what a property or a method gives is not known.
func (r *runner) peek(f *frame.Frame, name string) value.Value {
	first, rest, _ := strings.Cut(name, ".")
	v := r.peekName(f, first)
	for rest != "" {
		first, rest, _ = strings.Cut(rest, ".")
		inner := value.Nothing
		for _, id := range r.Heap.All(v) {
			inner = r.Heap.Join(inner, r.peekMember(id, first))
		}
		v = inner
	}
	return v
}

// peekName returns what a name is that a frame, or one around it, binds.
func (r *runner) peekName(f *frame.Frame, name string) value.Value {
	for at := f; at != nil; at = at.Outer {
		symbols := at.Module.File.Symbols
		for slot, symbol := range at.Code().Locals {
			if v := at.Slot(slot); symbols[symbol] == name && v != value.Nothing {
				return v
			}
		}
	}
	return value.Nothing
}

func (r *runner) peekMember(id value.ID, name string) value.Value {
	o := r.Heap.Object(id)
	if v, ok := o.Fields[name]; ok {
		return v
	}
	switch ref := o.Ref.(type) {
	case *frame.Module:
		if slot, ok := ref.SlotOf(name); ok {
			return ref.Frame.Slot(slot)
		}
	case *value.Type:
		for _, base := range r.Heap.Order(ref) {
			if v, ok := r.Heap.Object(base).Fields[name]; ok {
				return v
			}
		}
	}
	if o.Kind == value.Foreign {
		return library.Setting(r.Heap, o, name)
	}
	return value.Nothing
}
