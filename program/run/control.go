package run

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// control runs the instructions that have blocks, or that leave one.
func (r *runner) control(f *frame.Frame, op code.Op, span code.Span, in *code.Reader, at int) flow {
	switch op {
	case code.If:
		return r.branch(f, span, in)
	case code.For, code.While:
		return r.loop(f, op, span, in, at)
	case code.With:
		return r.with(f, in)
	case code.Try:
		return r.try(f, span, in)
	case code.And, code.Or, code.Choose:
		r.choose(f, op, span, in)
		return falls
	case code.Return:
		f.Returns = r.Heap.Join(f.Returns, f.Pop())
		return returns
	case code.Raise:
		f.Take(in.Operand())
		return raises
	case code.Break:
		r.Leave()
		return breaks
	}
	return continues
}

// guarded runs a block under a condition.
func (r *runner) guarded(f *frame.Frame, g record.Guard, in code.Reader) flow {
	r.Guard(g, f.Context)
	way := r.block(f, in)
	r.Around = r.Around[:len(r.Around)-1]
	return way
}

// branch runs an if statement: one of its blocks if the condition is known, else both.
func (r *runner) branch(f *frame.Frame, span code.Span, in *code.Reader) flow {
	var blocks [2]code.Block
	in.Blocks(blocks[:])
	condition := f.Pop()
	truth, byDefault := r.Heap.Truth(condition)
	switch truth {
	case value.Yes:
		return r.block(f, in.In(blocks[0]))
	case value.No:
		return r.block(f, in.In(blocks[1]))
	}
	before := f.Save()
	g := record.Guard{Condition: condition, At: f.Place(span), Holds: true, ByDefault: byDefault, Compares: r.Heap.Compares(condition)}
	then := r.guarded(f, g, in.In(blocks[0]))
	after := f.Slots
	f.Slots = before
	g.Holds, g.ByDefault = false, byDefault.Not()
	otherwise := r.guarded(f, g, in.In(blocks[1]))
	switch {
	case then&falls == 0: // only the other goes on
		r.goOn(f, g, then)
	case otherwise&falls == 0:
		f.Slots = after
		g.Holds, g.ByDefault = true, byDefault
		r.goOn(f, g, otherwise)
	default:
		f.Join(r.Heap, frame.State(after))
	}
	return then | otherwise
}

// goOn puts what follows in the block at hand under a condition, without which the code goes elsewhere. One that only
// raises an exception is no choice.
func (r *runner) goOn(f *frame.Frame, g record.Guard, way flow) {
	if way&(returns|breaks|continues) != 0 {
		r.Guard(g, f.Context)
	}
}

// choose runs expressions of which one part may not be evaluated.
func (r *runner) choose(f *frame.Frame, op code.Op, span code.Span, in *code.Reader) {
	var blocks [2]code.Block
	n := 1
	if op == code.Choose {
		n = 2
	}
	in.Blocks(blocks[:n])
	condition := f.Pop()
	truth, _ := r.Heap.Truth(condition)
	if op == code.Choose {
		f.Push(r.either(f, truth, in.In(blocks[0]), in.In(blocks[1])))
		return
	}
	skips := op == code.And && truth == value.No || op == code.Or && truth == value.Yes
	if skips {
		f.Push(condition)
		return
	}
	if truth != value.Open {
		r.block(f, in.In(blocks[0]))
		return
	}
	r.guarded(f, record.Guard{Condition: condition, At: f.Place(span), Holds: op == code.And, Compares: r.Heap.Compares(condition)}, in.In(blocks[0]))
	f.Push(r.Heap.Join(r.falsy(op, condition), f.Pop()))
}

// falsy is what of a condition is the value of "and" or "or" if the other side is not looked at.
func (r *runner) falsy(op code.Op, condition value.Value) value.Value {
	var kept []value.ID
	for _, id := range r.Heap.All(condition) {
		truth, _ := r.Heap.TruthOf(id)
		if op == code.Or && truth != value.No || op == code.And && truth != value.Yes {
			kept = append(kept, id)
		}
	}
	return r.Heap.Of(kept...)
}

// either runs one of two expressions, or both.
func (r *runner) either(f *frame.Frame, truth value.Truth, then, otherwise code.Reader) value.Value {
	v := value.Nothing
	if truth != value.No {
		r.block(f, then)
		v = f.Pop()
	}
	if truth != value.Yes {
		r.block(f, otherwise)
		v = r.Heap.Join(v, f.Pop())
	}
	return v
}

// with runs a with statement, whose context managers were entered.
func (r *runner) with(f *frame.Frame, in *code.Reader) flow {
	items := in.Operand()
	var blocks [1]code.Block
	in.Blocks(blocks[:])
	around, first := len(r.Within), max(len(r.entered)-items, 0)
	for _, managers := range r.entered[first:] {
		r.Within = append(r.Within, managers...)
	}
	r.entered = r.entered[:first]
	ways := r.block(f, in.In(blocks[0]))
	r.Within = r.Within[:around]
	return ways
}

// enter enters a context manager, and returns what "as" names.
func (r *runner) enter(f *frame.Frame, manager value.Value, span code.Span, at int) value.Value {
	r.entered = append(r.entered, r.managerNames(manager))
	out := value.Nothing
	for _, id := range r.Heap.All(manager) {
		o := r.Heap.Object(id)
		switch {
		case o.Kind == value.Instance && r.method(id, "__enter__") != nil:
			out = r.Heap.Join(out, r.invoke(f, r.method(id, "__enter__"), r.Heap.Of(id), nil, span, at))
		case o.Kind == value.List: // a generator that contextlib makes one of
			out = r.Heap.Join(out, o.Elements)
		default:
			out = r.Heap.Join(out, r.Heap.Of(id))
		}
	}
	return out
}

// managerNames returns what a context manager is, and what it enters. One that may do more than is known has a name with a
// question mark in front.
func (r *runner) managerNames(manager value.Value) []string {
	id, ok := r.Heap.One(manager)
	if !ok {
		return []string{"?"}
	}
	o := r.Heap.Object(id)
	name := strings.TrimSuffix(o.Name, "()")
	switch inside, isGenerator := o.Ref.([]string); {
	case isGenerator:
		return append([]string{"?"}, inside...)
	case o.Kind == value.Foreign && name != "":
		return []string{name}
	}
	return []string{"?" + name}
}

// try runs a try statement. A handler starts from what was before the body or after it.
func (r *runner) try(f *frame.Frame, span code.Span, in *code.Reader) flow {
	handlers := in.Operand()
	blocks := make([]code.Block, 3+2*handlers)
	in.Blocks(blocks)
	before, depth := f.Save(), len(f.Stack)
	ways, returned := r.tryBody(f, in.In(blocks[0]), handlers > 0)
	if ways&falls != 0 {
		ways = ways&^falls | r.block(f, in.In(blocks[1]))
	}
	after := f.Save()
	f.Stack = f.Stack[:depth]
	for i := range handlers {
		f.Slots = slices.Clone(before)
		f.Join(r.Heap, after)
		if types := blocks[3+2*i]; !types.IsEmpty() {
			r.block(f, in.In(types))
			r.Emit(record.Event{Handles: f.Pop(), At: f.Place(span)})
		}
		f.Push(r.Heap.Unknown("it is an exception"))
		handled := r.guarded(f, record.Guard{Condition: r.Heap.Unknown(value.Exception), At: f.Place(span), Holds: true}, in.In(blocks[4+2*i]))
		ways |= handled
		f.Stack = f.Stack[:depth]
		if handled&falls != 0 {
			if returned != value.Nothing {
				r.Emit(record.Event{Instead: returned, At: f.Place(span)})
			}
			joined := f.Slots
			f.Slots = after
			f.Join(r.Heap, joined)
			after = f.Slots
		}
	}
	f.Slots = after
	if handlers > 0 {
		ways &^= raises
	}
	r.Finally++
	final := r.block(f, in.In(blocks[2]))
	r.Finally--
	return ways&^falls | final&(ways|^falls)
}

// tryBody runs the body of a try statement. It returns what the body returns from the function, too.
func (r *runner) tryBody(f *frame.Frame, body code.Reader, isHandled bool) (ways flow, returned value.Value) {
	if isHandled {
		r.Tried++
		defer func() { r.Tried-- }()
	}
	earlier := f.Returns
	f.Returns = value.Nothing
	ways, returned = r.block(f, body), f.Returns
	f.Returns = r.Heap.Join(earlier, returned)
	return ways, returned
}
