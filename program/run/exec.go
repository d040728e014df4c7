package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A flow says how a block may end.
type flow uint8

const (
	falls flow = 1 << iota // goes on with what follows
	breaks
	continues
	returns
	raises
)

// block runs the instructions of a block.
func (r *runner) block(f *frame, in code.Reader) flow {
	ways, around := flow(0), len(r.around)
	defer func() { r.around = r.around[:around] }() // of conditions without which the rest is not come to
	for {
		at := in
		op, span, ok := in.Next()
		if !ok {
			return ways | falls
		}
		if !r.spend(1) {
			return ways | raises
		}
		way := r.instruction(f, op, span, &in, at.Offset())
		ways |= way &^ falls
		if way&falls == 0 {
			return ways
		}
	}
}

// instruction runs one instruction. Those that only move values always fall through.
func (r *runner) instruction(f *frame, op code.Op, span code.Span, in *code.Reader, at int) flow {
	switch op {
	case code.If, code.For, code.While, code.With, code.Try, code.And, code.Or, code.Choose, code.Return, code.Raise, code.Break,
		code.Continue:
		return r.control(f, op, span, in, at)
	case code.Constantly, code.Unknown, code.LoadLocal, code.LoadOuter, code.LoadModule, code.LoadFree, code.StoreLocal, code.StoreOuter,
		code.StoreModule, code.DeleteLocal:
		r.move(f, op, in)
	case code.Mark:
		r.mark(f, in.Operand() == 1)
	case code.MakeList, code.MakeTuple, code.MakeSet, code.MakeDict, code.Spread, code.NoKey, code.Collect, code.Append, code.AppendPair,
		code.Format, code.Slice, code.Unpack:
		r.build(f, op, span, in, at)
	case code.MakeFunction, code.MakeClass, code.Import, code.ImportFrom, code.ImportStar, code.Typed, code.Field:
		r.declare(f, op, span, in, at)
	default:
		r.compute(f, op, span, in, at)
	}
	return falls
}

// move runs the instructions that read and bind names.
func (r *runner) move(f *frame, op code.Op, in *code.Reader) {
	file := f.module.file
	switch op {
	case code.Constantly:
		i := in.Operand()
		c := file.Constants[i]
		if f.module.constants[i] == value.Nothing {
			f.module.constants[i] = r.constant(c)
		}
		f.push(f.module.constants[i])
		if c.Kind == code.Integer || c.Kind == code.Float {
			f.mark(literal)
		}
	case code.Unknown:
		f.push(r.unknown("it is not followed"))
	case code.LoadLocal:
		r.loadSlot(f, f, in.Operand())
	case code.LoadOuter:
		depth := in.Operand()
		r.loadSlot(f, f.ancestor(depth), in.Operand())
	case code.LoadModule:
		f.push(r.global(f.module, in.Operand()))
	case code.LoadFree:
		f.push(r.free(f.module, file.Symbols[in.Operand()]))
	case code.StoreLocal:
		slot := in.Operand()
		f.bindOrigin(slot, f.origin(0))
		v := f.pop()
		r.label(v, file.Symbols[f.code().Locals[slot]])
		r.keep(file.Symbols[f.code().Locals[slot]], v)
		if f.encloses && f.slot(slot) != v {
			r.heap.Touch()
		}
		f.setSlot(slot, v)
	case code.StoreOuter:
		depth := in.Operand()
		r.storeIn(f, f.ancestor(depth), in.Operand())
	case code.StoreModule:
		r.storeIn(f, f.module.frame, in.Operand())
	case code.DeleteLocal:
		f.setSlot(in.Operand(), value.Nothing)
	}
}

// loadSlot pushes what a slot of a frame around holds, or of the frame itself.
func (r *runner) loadSlot(f, owner *frame, slot int) {
	f.push(r.bound(owner, slot))
	f.mark(owner.originOf(slot))
}

// storeIn binds a name of a frame. One that is not its own a function may or may not have bound.
func (r *runner) storeIn(f, owner *frame, slot int) {
	v := f.pop()
	r.label(v, owner.module.file.Symbols[owner.code().Locals[slot]])
	r.keep(owner.module.file.Symbols[owner.code().Locals[slot]], v)
	if owner != f {
		v = r.heap.Join(owner.slot(slot), v)
	}
	if owner.slot(slot) != v {
		r.heap.Touch()
	}
	owner.setSlot(slot, v)
}

// label notes the first name that an object is bound to.
func (r *runner) label(v value.Value, name string) {
	id, ok := r.heap.One(v)
	if !ok {
		return
	}
	if o := r.heap.Object(id); o.Label == "" && !o.Shared && o.Name != "?" && o.Kind != value.Literal {
		o.Label = name
	}
}

// compute runs the instructions that compute a value of values.
func (r *runner) compute(f *frame, op code.Op, span code.Span, in *code.Reader, at int) {
	symbols := f.module.file.Symbols
	switch op {
	case code.Attribute:
		object, name := f.pop(), symbols[in.Operand()]
		f.push(r.attribute(f, object, name, span, at))
		f.mark(r.fieldOrigin(object, name))
	case code.SetAttribute:
		from, name := f.origin(1), symbols[in.Operand()]
		object, v := f.pop(), f.pop()
		r.keepOrigin(object, name, from)
		r.setAttribute(f, object, name, v, span)
	case code.Index:
		key, object := f.pop(), f.pop()
		f.push(r.index(f, object, key, span, at))
	case code.SetIndex:
		key, object, v := f.pop(), f.pop(), f.pop()
		if k := r.literal(key); k != nil {
			r.label(v, k.Name)
			r.keep(k.Name, v)
		}
		r.putKey(object, key, v)
	case code.Call:
		args := r.arguments(f, in)
		f.push(r.call(f, f.pop(), args, span, at))
	case code.Binary, code.Compare:
		r.binary(f, op, span, in, at)
	case code.Not:
		f.push(r.negation(f, f.pop(), span, at))
	case code.Negate:
		f.push(r.negative(f.pop()))
	case code.Await: // what it is already
	case code.Yield:
		f.yields, f.holding = r.heap.Join(f.yields, f.pop()), slices.Clone(r.within[min(f.around, len(r.within)):])
		f.push(r.unknown("it is sent to a generator"))
	case code.YieldFrom:
		f.yields = r.heap.Join(f.yields, r.element(f, f.pop(), span, at))
		f.push(r.unknown("it is what a generator returns"))
	case code.Enter:
		f.push(r.enter(f, f.pop(), span, at))
	case code.Duplicate:
		v := f.pop()
		f.push(v)
		f.push(v)
	default: // Pop, Assert
		f.pop()
	}
}

// binary runs an operator with two sides.
func (r *runner) binary(f *frame, op code.Op, span code.Span, in *code.Reader, at int) {
	from := min(f.origin(0), value.Written)
	right, left := f.pop(), f.pop()
	r.dropped(f, op, left, right, span, in)
	operator := code.Operator(in.Operand())
	f.compared = comparison{operator, left, value.Argument{Value: right, From: from}}
	f.push(r.operate(f, operator, left, right, span, at))
}

// dropped notes a comparison of an attribute whose result is dropped: it may be meant to be an assignment.
func (r *runner) dropped(f *frame, op code.Op, left, right value.Value, span code.Span, in *code.Reader) {
	next := *in
	operator := code.Operator(next.Operand())
	then, _, ok := next.Next()
	if op != code.Compare || operator != code.Equal || !ok || then != code.Pop {
		return
	}
	if id, one := r.heap.One(left); one {
		o := r.heap.Object(id)
		if name, isMember := lastPart(o.Name); isMember && name == "requires_grad" {
			r.emit(Event{Set: Set{Object: o.Of, Attribute: name, Value: right, Compared: true}, At: f.place(span)})
		}
	}
}

// constant returns the value of a literal.
func (r *runner) constant(c code.Constant) value.Value {
	key := value.Key{Sort: value.Literal, Context: uint32(c.Kind) + 1, Index: r.reason(c.Text)}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Literal, Literal: c.Kind, Name: c.Text}))
}

// none is the value None.
func (r *runner) none() value.Value { return r.constant(code.Constant{Kind: code.None}) }
