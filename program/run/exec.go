package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/run/operate"
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
func (r *runner) block(f *frame.Frame, in code.Reader) flow {
	ways, around := flow(0), len(r.Around)
	defer func() { r.Around = r.Around[:around] }() // of conditions without which the rest is not come to
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
func (r *runner) instruction(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) flow {
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
func (r *runner) move(f *frame.Frame, op code.Op, in *code.Reader) {
	file := f.Module.File
	switch op {
	case code.Constantly:
		i := in.Operand()
		c := file.Constants[i]
		if f.Module.Constants[i] == value.Nothing {
			f.Module.Constants[i] = r.Heap.Constant(c)
		}
		f.Push(f.Module.Constants[i])
		if c.Kind == code.Integer || c.Kind == code.Float {
			f.Mark(value.Read)
		}
	case code.Unknown:
		f.Push(r.Heap.Unknown("it is not followed"))
	case code.LoadLocal:
		r.loadSlot(f, f, in.Operand())
	case code.LoadOuter:
		depth := in.Operand()
		r.loadSlot(f, f.Ancestor(depth), in.Operand())
	case code.LoadModule:
		f.Push(r.global(f.Module, in.Operand()))
	case code.LoadFree:
		f.Push(r.free(f.Module, file.Symbols[in.Operand()]))
	case code.StoreLocal:
		slot := in.Operand()
		f.BindOrigin(slot, f.Origin(0))
		v := f.Pop()
		r.Heap.SetLabel(v, file.Symbols[f.Code().Locals[slot]])
		r.Bind(file.Symbols[f.Code().Locals[slot]], v)
		f.SetSlot(slot, v)
	case code.StoreOuter:
		depth := in.Operand()
		r.storeIn(f, f.Ancestor(depth), in.Operand())
	case code.StoreModule:
		r.storeIn(f, f.Module.Frame, in.Operand())
	case code.DeleteLocal:
		f.SetSlot(in.Operand(), value.Nothing)
	}
}

// loadSlot pushes what a slot of a frame around holds, or of the frame itself.
func (r *runner) loadSlot(f, owner *frame.Frame, slot int) {
	f.Push(r.bound(owner, slot))
	f.Mark(owner.OriginOf(slot))
}

// storeIn binds a name of a frame. One that is not its own a function may or may not have bound.
func (r *runner) storeIn(f, owner *frame.Frame, slot int) {
	v := f.Pop()
	r.Heap.SetLabel(v, owner.Module.File.Symbols[owner.Code().Locals[slot]])
	r.Bind(owner.Module.File.Symbols[owner.Code().Locals[slot]], v)
	if was := owner.Slot(slot); owner != f {
		r.look(owner, slot, was)
		if v = r.Heap.Counted(r.Heap.Join(was, v), owner.Key(-1, value.Varying, slot)); v != was {
			r.stored++
			if !slices.Contains(r.frames, owner) {
				r.Heap.Touch()
			}
		}
	}
	owner.SetSlot(slot, v)
}

// compute runs the instructions that compute a value of values.
func (r *runner) compute(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) {
	symbols := f.Module.File.Symbols
	switch op {
	case code.Attribute:
		object, name := f.Pop(), symbols[in.Operand()]
		f.Push(r.Attribute(f, object, name, span, at))
		f.Mark(r.Heap.FieldOrigin(object, name))
	case code.SetAttribute:
		from, name := f.Origin(1), symbols[in.Operand()]
		object, v := f.Pop(), f.Pop()
		r.Heap.KeepOrigin(object, name, from)
		r.SetAttribute(f, object, name, v, span)
	case code.Index:
		key, object := f.Pop(), f.Pop()
		f.Push(r.Index(f, object, key, span, at))
	case code.SetIndex:
		key, object, v := f.Pop(), f.Pop(), f.Pop()
		if k := r.Heap.Literal(key); k != nil {
			r.Heap.SetLabel(v, k.Name)
			r.Bind(k.Name, v)
		}
		r.Heap.PutKey(object, key, v)
	case code.Call:
		args := r.arguments(f, in)
		f.Push(r.Call(f, f.Pop(), args, span, at))
	case code.Binary, code.Compare:
		r.binary(f, op, span, in, at)
	case code.Not:
		f.Push(r.expression(f, span, at).Not(f.Pop()))
	case code.Negate:
		f.Push(r.expression(f, span, at).Negative(f.Pop()))
	case code.Await: // what it is already
	case code.Yield:
		f.Yields, f.Holding = r.Heap.Join(f.Yields, f.Pop()), slices.Clone(r.Within[min(f.Around, len(r.Within)):])
		f.Push(r.Heap.Unknown("it is sent to a generator"))
	case code.YieldFrom:
		f.Yields = r.Heap.Join(f.Yields, r.Element(f, f.Pop(), span, at))
		f.Push(r.Heap.Unknown("it is what a generator returns"))
	case code.Enter:
		f.Push(r.enter(f, f.Pop(), span, at))
	case code.Duplicate:
		v := f.Pop()
		f.Push(v)
		f.Push(v)
	default: // Pop, Assert
		f.Pop()
	}
}

// binary runs an operator with two sides.
func (r *runner) binary(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) {
	from := f.Origin(0).Given()
	right, left := f.Pop(), f.Pop()
	r.dropped(f, op, left, right, span, in)
	operator := code.Operator(in.Operand())
	f.Compared = frame.Comparison{Operator: operator, Left: left, Right: value.Argument{Value: right, From: from}}
	if operator == code.In || operator == code.NotIn {
		r.presets.Ask(right, left)
	}
	f.Push(r.expression(f, span, at).Binary(operator, left, right))
}

// expression is where an operator is evaluated.
func (r *runner) expression(f *frame.Frame, span code.Span, at int) operate.Expression {
	return operate.Expression{Recorder: r.Recorder, Frame: f, Span: span, At: at}
}

// dropped notes a comparison of an attribute whose result is dropped: it may be meant to be an assignment.
func (r *runner) dropped(f *frame.Frame, op code.Op, left, right value.Value, span code.Span, in *code.Reader) {
	next := *in
	operator := code.Operator(next.Operand())
	then, _, ok := next.Next()
	if op != code.Compare || operator != code.Equal || !ok || then != code.Pop {
		return
	}
	if id, one := r.Heap.One(left); one {
		o := r.Heap.Object(id)
		if name, isMember := value.LastPart(o.Name); isMember && name == "requires_grad" {
			r.Emit(record.Event{Set: record.Set{Object: o.Of, Attribute: name, Value: right, Compared: true}, At: f.Place(span)})
		}
	}
}
