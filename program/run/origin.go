package run

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// literal is the origin of a number that was just read from the text.
const literal = value.Written + 1

// A mark says where a value on the stack of a frame comes from.
type mark struct {
	depth int
	from  value.Origin
}

// mark notes where the topmost value comes from.
func (f *frame) mark(from value.Origin) {
	if from != value.Elsewhere {
		f.marks = append(f.marks, mark{len(f.stack) - 1, from})
	}
}

// unmark drops the marks of values that are no longer on the stack.
func (f *frame) unmark() {
	for len(f.marks) > 0 && f.marks[len(f.marks)-1].depth >= len(f.stack) {
		f.marks = f.marks[:len(f.marks)-1]
	}
}

// origin returns where a value comes from that has some others above it.
func (f *frame) origin(above int) value.Origin {
	f.unmark()
	for i := len(f.marks) - 1; i >= 0 && f.marks[i].depth >= len(f.stack)-1-above; i-- {
		if f.marks[i].depth == len(f.stack)-1-above {
			return f.marks[i].from
		}
	}
	return value.Elsewhere
}

// bindOrigin notes where what is put into a slot comes from. What a module or a class names is kept there.
func (f *frame) bindOrigin(slot int, from value.Origin) {
	if kind := f.code().Kind; kind == code.ModuleBody || kind == code.ClassBody {
		return
	}
	if from == value.Elsewhere && len(f.from) <= slot {
		return
	}
	for len(f.from) <= slot {
		f.from = append(f.from, value.Elsewhere)
	}
	f.from[slot] = asNamed(from)
}

// originOf returns where what is in a slot comes from.
func (f *frame) originOf(slot int) value.Origin {
	if slot < len(f.from) {
		return f.from[slot]
	}
	return value.Elsewhere
}

// asNamed is the origin of what is bound to a name.
func asNamed(from value.Origin) value.Origin {
	if from == literal {
		return value.Named
	}
	return from
}

// keepOrigin notes where an attribute of an instance comes from.
func (r *runner) keepOrigin(object value.Value, name string, from value.Origin) {
	for _, id := range r.heap.All(object) {
		o := r.heap.Object(id)
		if o.Kind != value.Instance || from == value.Elsewhere && o.Origins == nil {
			continue
		}
		if o.Origins == nil {
			o.Origins = map[string]value.Origin{}
		}
		o.Origins[name] = asNamed(from)
	}
}

// fieldOrigin returns where an attribute comes from.
func (r *runner) fieldOrigin(object value.Value, name string) value.Origin {
	if id, ok := r.heap.One(object); ok {
		return r.heap.Object(id).Origins[name]
	}
	return value.Elsewhere
}
