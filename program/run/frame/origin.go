package frame

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A mark says where a value on the stack of a frame comes from.
type mark struct {
	depth int
	from  value.Origin
}

// Mark notes where the topmost value comes from.
func (f *Frame) Mark(from value.Origin) {
	if from != value.Elsewhere {
		f.marks = append(f.marks, mark{len(f.Stack) - 1, from})
	}
}

// unmark drops the marks of values that are no longer on the stack.
func (f *Frame) unmark() {
	for len(f.marks) > 0 && f.marks[len(f.marks)-1].depth >= len(f.Stack) {
		f.marks = f.marks[:len(f.marks)-1]
	}
}

// Origin returns where a value comes from that has some others above it.
func (f *Frame) Origin(above int) value.Origin {
	f.unmark()
	for i := len(f.marks) - 1; i >= 0 && f.marks[i].depth >= len(f.Stack)-1-above; i-- {
		if f.marks[i].depth == len(f.Stack)-1-above {
			return f.marks[i].from
		}
	}
	return value.Elsewhere
}

// BindOrigin notes where what is put into a slot comes from. What a module or a class names is kept there.
func (f *Frame) BindOrigin(slot int, from value.Origin) {
	if kind := f.Code().Kind; kind == code.ModuleBody || kind == code.ClassBody {
		return
	}
	if from == value.Elsewhere && len(f.from) <= slot {
		return
	}
	for len(f.from) <= slot {
		f.from = append(f.from, value.Elsewhere)
	}
	f.from[slot] = from.Bound()
}

// OriginOf returns where what is in a slot comes from.
func (f *Frame) OriginOf(slot int) value.Origin {
	if slot < len(f.from) {
		return f.from[slot]
	}
	return value.Elsewhere
}
