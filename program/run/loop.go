package run

import (
	"strconv"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// maxRounds bounds how often the body of a loop is run until nothing changes.
const maxRounds = 4

// loop runs a for or while statement.
func (r *runner) loop(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) flow {
	var blocks [3]code.Block // condition, body, else
	over := value.Nothing
	if op == code.For {
		isSimple := in.Operand() == 1
		in.Blocks(blocks[1:])
		over = f.Pop()
		if isSimple {
			if items := r.unrolled(f, over, at); len(items.items) > 0 {
				return r.turns(f, over, items, span, in.In(blocks[1]), at) | r.block(f, in.In(blocks[2]))
			}
		}
	} else {
		in.Blocks(blocks[:])
	}
	mark, depth := len(r.Events), len(f.Stack)
	index := r.Enter(record.Loop{At: f.Place(span), Over: over, In: f.Code().Qualified}, f.Context)
	ways, entered := flow(0), f.Save()
	for round := range maxRounds {
		before, version, around := f.Save(), r.Heap.Version(), r.around()
		r.Events = r.Events[:mark] // of earlier rounds, which knew less
		f.Stack = f.Stack[:depth]
		if op == code.For {
			f.Push(r.Element(f, over, span, at))
		} else {
			f.Compared = frame.Comparison{}
			r.block(f, in.In(blocks[0]))
			if truth, _ := r.Heap.Truth(f.Pop()); truth == value.No && round == 0 {
				break
			}
		}
		compared := f.Compared
		ways |= r.block(f, in.In(blocks[1])) &^ falls
		if slot := r.counter(f, compared, before); op == code.While && slot >= 0 && over == value.Nothing {
			over = r.counts(f, entered[slot], compared, span, at)
			r.GoesOver(index, over)
		}
		f.Join(r.Heap, before)
		if r.widen(f, before, span, at) && r.Heap.Version() == version && r.around() == around {
			break
		}
	}
	f.Stack = f.Stack[:depth]
	r.Around = r.Around[:len(r.Around)-1]
	ways &^= breaks | continues
	return ways | r.block(f, in.In(blocks[2]))
}

// widen makes numbers that a round of a loop has changed ones that vary, and reports whether nothing has changed.
func (r *runner) widen(f *frame.Frame, before frame.State, span code.Span, at int) (settled bool) {
	settled = true
	for i, v := range f.Slots {
		was := value.Nothing
		if i < len(before) {
			was = before[i]
		}
		if v == was {
			continue
		}
		if r.Heap.IsNumber(v) && r.Heap.IsNumber(was) && was != value.Nothing {
			varying := f.Varying(r.Heap, at, i, f.Place(span))
			if f.Slots[i] = varying; was == varying {
				continue
			}
		}
		settled = false
	}
	return settled
}

// counter returns the slot of the number that the condition of a while loop compares and that each turn makes greater by one, as
// for over a range does; -1 if there is none. before is what the slots held when the turn began.
func (r *runner) counter(f *frame.Frame, condition frame.Comparison, before frame.State) int {
	if condition.Operator != code.Less && condition.Operator != code.LessEqual {
		return -1
	}
	for slot, v := range before {
		if v == condition.Left && v != value.Nothing && slot < len(f.Slots) && r.isNext(f.Slots[slot], v) {
			return slot
		}
	}
	return -1
}

// isNext reports whether a value is a number that varies, and one more.
func (r *runner) isNext(next, v value.Value) bool {
	id, ok := r.Heap.One(next)
	if !ok || !r.Heap.Varies(v) {
		return false
	}
	o := r.Heap.Object(id)
	if o.Kind != value.Varying || o.Operator != code.Add || len(o.Args) != 2 || o.Args[0].Value != v {
		return false
	}
	step, ok := r.Heap.Integer(o.Args[1].Value)
	return ok && step == 1
}

// counts returns the range that a while loop counts through from a number on.
func (r *runner) counts(f *frame.Frame, first value.Value, condition frame.Comparison, span code.Span, at int) value.Value {
	bound := condition.Right
	if last, ok := r.Heap.Integer(bound.Value); ok && condition.Operator == code.LessEqual {
		bound.Value = r.Heap.Constant(code.Constant{Kind: code.Integer, Text: strconv.Itoa(last + 1)})
	}
	args := []value.Argument{{Value: first}, bound}
	if n, ok := r.Heap.Integer(first); ok && n == 0 {
		args = args[1:]
	}
	key := f.Key(at, value.Foreign, 0)
	return r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Foreign, Name: "builtins.range()", Args: args, At: f.Place(span)}))
}
