package run

import (
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// mark notes what is watched: before a line what it reads, behind it what it assigns.
func (r *runner) mark(f *frame, behind bool) {
	if r.record.Watched == nil {
		r.record.Watched = map[code.Use]value.Value{}
	}
	r.record.Marks++
	for _, use := range r.project.Watch {
		if use.Assigned == behind {
			r.record.Watched[use] = r.heap.Join(r.record.Watched[use], r.peek(f, use.Name))
		}
	}
	r.emit(Event{Mark: true})
}

// peek returns what a name with attributes is in a frame. Nothing is run for it: what a property or a method gives is not known.
func (r *runner) peek(f *frame, name string) value.Value {
	first, rest, _ := strings.Cut(name, ".")
	v := r.peekName(f, first)
	for rest != "" {
		first, rest, _ = strings.Cut(rest, ".")
		inner := value.Nothing
		for _, id := range r.heap.All(v) {
			inner = r.heap.Join(inner, r.peekMember(id, first))
		}
		v = inner
	}
	return v
}

// peekName returns what a name is that a frame, or one around it, binds.
func (r *runner) peekName(f *frame, name string) value.Value {
	for at := f; at != nil; at = at.outer {
		symbols := at.module.file.Symbols
		for slot, symbol := range at.code().Locals {
			if v := at.slot(slot); symbols[symbol] == name && v != value.Nothing {
				return v
			}
		}
	}
	return value.Nothing
}

func (r *runner) peekMember(id value.ID, name string) value.Value {
	o := r.heap.Object(id)
	if v, ok := o.Fields[name]; ok {
		return v
	}
	switch ref := o.Ref.(type) {
	case *module:
		if slot, ok := ref.slotOf(name); ok {
			return ref.frame.slot(slot)
		}
	case *class:
		for _, base := range r.order(ref) {
			if v, ok := r.heap.Object(base).Fields[name]; ok {
				return v
			}
		}
	}
	if o.Kind == value.Foreign {
		return r.setting(o, name)
	}
	return value.Nothing
}
