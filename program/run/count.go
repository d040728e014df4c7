package run

import (
	"strconv"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A comparison is what was compared with what.
type comparison struct {
	operator code.Operator
	left     value.Value
	right    value.Argument
}

// counter returns the slot of the number that the condition of a while loop compares and that each turn makes greater by one, as
// for over a range does; -1 if there is none. before is what the slots held when the turn began.
func (r *runner) counter(f *frame, condition comparison, before state) int {
	if condition.operator != code.Less && condition.operator != code.LessEqual {
		return -1
	}
	for slot, v := range before {
		if v == condition.left && v != value.Nothing && slot < len(f.slots) && r.isNext(f.slots[slot], v) {
			return slot
		}
	}
	return -1
}

// isNext reports whether a value is a number that varies, and one more.
func (r *runner) isNext(next, v value.Value) bool {
	id, ok := r.heap.One(next)
	if !ok || !r.varies(v) {
		return false
	}
	o := r.heap.Object(id)
	if o.Kind != value.Varying || o.Operator != code.Add || len(o.Args) != 2 || o.Args[0].Value != v {
		return false
	}
	step, ok := r.integer(o.Args[1].Value)
	return ok && step == 1
}

// counts returns the range that a while loop counts through from a number on.
func (r *runner) counts(f *frame, first value.Value, condition comparison, span code.Span, at int) value.Value {
	bound := condition.right
	if last, ok := r.integer(bound.Value); ok && condition.operator == code.LessEqual {
		bound.Value = r.constant(code.Constant{Kind: code.Integer, Text: strconv.Itoa(last + 1)})
	}
	args := []value.Argument{{Value: first}, bound}
	if n, ok := r.integer(first); ok && n == 0 {
		args = args[1:]
	}
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Foreign}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: "builtins.range()", Args: args, At: f.place(span)}))
}
