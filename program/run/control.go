package run

import (
	"slices"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// control runs the instructions that have blocks, or that leave one.
func (r *runner) control(f *frame, op code.Op, span code.Span, in *code.Reader, at int) flow {
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
		r.choose(f, op, in)
		return falls
	case code.Return:
		f.returns = r.heap.Join(f.returns, f.pop())
		return returns
	case code.Raise:
		f.take(in.Operand())
		return raises
	case code.Break:
		r.leave()
		return breaks
	}
	return continues
}

// guarded runs a block under a condition.
func (r *runner) guarded(f *frame, g Guard, in code.Reader) flow {
	r.around = append(r.around, Around{Loop: -1, Guard: g, Way: f.context})
	way := r.block(f, in)
	r.around = r.around[:len(r.around)-1]
	return way
}

// leave notes that the innermost loop is left under a condition.
func (r *runner) leave() {
	if n := len(r.around); n > 0 && r.around[n-1].Loop < 0 {
		r.emit(Event{Leaves: true, At: r.around[n-1].Guard.At})
	}
}

// isComparison reports whether a condition may be the comparison of something outside the project.
func (r *runner) isComparison(condition value.Value) bool {
	return slices.ContainsFunc(r.heap.All(condition), func(id value.ID) bool {
		o := r.heap.Object(id)
		return o.Operator.Orders()
	})
}

// keep notes what is bound to a name if a comparison decides it.
func (r *runner) keep(name string, v value.Value) {
	if slices.ContainsFunc(r.around, func(a Around) bool { return a.Guard.compares }) {
		r.emit(Event{Set: Set{Attribute: name, Value: v}, At: r.around[len(r.around)-1].Guard.At})
	}
}

// branch runs an if statement: one of its blocks if the condition is known, else both.
func (r *runner) branch(f *frame, span code.Span, in *code.Reader) flow {
	var blocks [2]code.Block
	in.Blocks(blocks[:])
	condition := f.pop()
	truth, byDefault := r.truth(condition)
	switch truth {
	case Yes:
		return r.block(f, in.In(blocks[0]))
	case No:
		return r.block(f, in.In(blocks[1]))
	}
	before := f.save()
	g := Guard{Condition: condition, At: f.place(span), Holds: true, ByDefault: byDefault, compares: r.isComparison(condition)}
	then := r.guarded(f, g, in.In(blocks[0]))
	after := f.slots
	f.slots = before
	g.Holds, g.ByDefault = false, byDefault.not()
	otherwise := r.guarded(f, g, in.In(blocks[1]))
	switch {
	case then&falls == 0: // only the other goes on
		r.goOn(f, g, then)
	case otherwise&falls == 0:
		f.slots = after
		g.Holds, g.ByDefault = true, byDefault
		r.goOn(f, g, otherwise)
	default:
		r.join(f, state(after))
	}
	return then | otherwise
}

// goOn puts what follows in the block at hand under a condition, without which the code goes elsewhere. One that only
// raises an exception is no choice.
func (r *runner) goOn(f *frame, g Guard, way flow) {
	if way&(returns|breaks|continues) != 0 {
		r.around = append(r.around, Around{Loop: -1, Guard: g, Way: f.context})
	}
}

// choose runs expressions of which one part may not be evaluated.
func (r *runner) choose(f *frame, op code.Op, in *code.Reader) {
	var blocks [2]code.Block
	n := 1
	if op == code.Choose {
		n = 2
	}
	in.Blocks(blocks[:n])
	condition := f.pop()
	truth, _ := r.truth(condition)
	if op == code.Choose {
		f.push(r.either(f, truth, in.In(blocks[0]), in.In(blocks[1])))
		return
	}
	skips := op == code.And && truth == No || op == code.Or && truth == Yes
	if skips {
		f.push(condition)
		return
	}
	r.block(f, in.In(blocks[0]))
	if truth == Open {
		f.push(r.heap.Join(r.falsy(op, condition), f.pop()))
	}
}

// falsy is what of a condition is the value of "and" or "or" if the other side is not looked at.
func (r *runner) falsy(op code.Op, condition value.Value) value.Value {
	var kept []value.ID
	for _, id := range r.heap.All(condition) {
		truth, _ := r.truthOf(id)
		if op == code.Or && truth != No || op == code.And && truth != Yes {
			kept = append(kept, id)
		}
	}
	return r.heap.Of(kept...)
}

// either runs one of two expressions, or both.
func (r *runner) either(f *frame, truth Truth, then, otherwise code.Reader) value.Value {
	v := value.Nothing
	if truth != No {
		r.block(f, then)
		v = f.pop()
	}
	if truth != Yes {
		r.block(f, otherwise)
		v = r.heap.Join(v, f.pop())
	}
	return v
}

// maxRounds bounds how often the body of a loop is run until nothing changes.
const maxRounds = 4

// loop runs a for or while statement.
func (r *runner) loop(f *frame, op code.Op, span code.Span, in *code.Reader, at int) flow {
	var blocks [3]code.Block // condition, body, else
	over := value.Nothing
	if op == code.For {
		in.Blocks(blocks[1:])
		over = f.pop()
	} else {
		in.Blocks(blocks[:])
	}
	mark, depth := len(r.record.Events), len(f.stack)
	index := r.openLoop(f, span, over)
	ways, entered := flow(0), f.save()
	for round := range maxRounds {
		before, version := f.save(), r.heap.Version()
		r.record.Events = r.record.Events[:mark] // of earlier rounds, which knew less
		f.stack = f.stack[:depth]
		if op == code.For {
			f.push(r.element(f, over, span, at))
		} else {
			f.compared = comparison{}
			r.block(f, in.In(blocks[0]))
			if truth, _ := r.truth(f.pop()); truth == No && round == 0 {
				break
			}
		}
		compared := f.compared
		ways |= r.block(f, in.In(blocks[1])) &^ falls
		if slot := r.counter(f, compared, before); op == code.While && slot >= 0 && over == value.Nothing {
			over = r.counts(f, entered[slot], compared, span, at)
			r.loopsOver(index, over)
		}
		r.join(f, before)
		if r.widen(f, before, at) && r.heap.Version() == version {
			break
		}
	}
	f.stack = f.stack[:depth]
	r.around = r.around[:len(r.around)-1]
	ways &^= breaks | continues
	return ways | r.block(f, in.In(blocks[2]))
}

// openLoop notes that a loop is run, and returns which of the record it is.
func (r *runner) openLoop(f *frame, span code.Span, over value.Value) (index int) {
	at := f.place(span)
	index = slices.IndexFunc(r.record.Loops, func(l Loop) bool { return l.At == at && l.Hook == "" })
	if index < 0 {
		index = len(r.record.Loops)
		r.record.Loops = append(r.record.Loops, Loop{At: at, In: f.code().Qualified})
	}
	r.loopsOver(index, over)
	r.around = append(r.around, Around{Loop: index, Way: f.context})
	return index
}

// loopsOver notes what a loop goes over.
func (r *runner) loopsOver(index int, over value.Value) {
	r.record.Loops[index].Over = r.heap.Join(r.record.Loops[index].Over, over)
}

// widen makes numbers that a round of a loop has changed ones that vary, and reports whether nothing has changed.
func (r *runner) widen(f *frame, before state, at int) (settled bool) {
	settled = true
	for i, v := range f.slots {
		was := value.Nothing
		if i < len(before) {
			was = before[i]
		}
		if v == was {
			continue
		}
		if r.isNumber(v) && r.isNumber(was) && was != value.Nothing {
			varying := r.varying(f, at, i)
			if f.slots[i] = varying; was == varying {
				continue
			}
		}
		settled = false
	}
	return settled
}

// varying is a number that changes from one turn of a loop to the next.
func (r *runner) varying(f *frame, at, slot int) value.Value {
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Varying, Index: int32(slot) + 1}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Varying, Name: "counter"}))
}

// isNumber reports whether a value is numbers and nothing else.
func (r *runner) isNumber(v value.Value) bool {
	for _, id := range r.heap.All(v) {
		o := r.heap.Object(id)
		if o.Kind != value.Varying && (o.Kind != value.Literal || o.Literal != code.Integer && o.Literal != code.Float) {
			return false
		}
	}
	return true
}

// with runs a with statement, whose context managers were entered.
func (r *runner) with(f *frame, in *code.Reader) flow {
	items := in.Operand()
	var blocks [1]code.Block
	in.Blocks(blocks[:])
	around, first := len(r.within), max(len(r.entered)-items, 0)
	for _, managers := range r.entered[first:] {
		r.within = append(r.within, managers...)
	}
	r.entered = r.entered[:first]
	ways := r.block(f, in.In(blocks[0]))
	r.within = r.within[:around]
	return ways
}

// Exception is why nothing is known of whether an exception is handled.
const Exception = "an exception"

// try runs a try statement. A handler starts from what was before the body or after it.
func (r *runner) try(f *frame, span code.Span, in *code.Reader) flow {
	handlers := in.Operand()
	blocks := make([]code.Block, 3+2*handlers)
	in.Blocks(blocks)
	before, depth := f.save(), len(f.stack)
	ways := r.tryBody(f, in.In(blocks[0]), handlers > 0)
	if ways&falls != 0 {
		ways = ways&^falls | r.block(f, in.In(blocks[1]))
	}
	after := f.save()
	f.stack = f.stack[:depth]
	for i := range handlers {
		f.slots = slices.Clone(before)
		r.join(f, after)
		if types := blocks[3+2*i]; !types.IsEmpty() {
			r.block(f, in.In(types))
			r.emit(Event{Handles: f.pop(), At: f.place(span)})
		}
		f.push(r.unknown("it is an exception"))
		handled := r.guarded(f, Guard{Condition: r.unknown(Exception), At: f.place(span), Holds: true}, in.In(blocks[4+2*i]))
		ways |= handled
		f.stack = f.stack[:depth]
		if handled&falls != 0 {
			joined := f.slots
			f.slots = after
			r.join(f, joined)
			after = f.slots
		}
	}
	f.slots = after
	if handlers > 0 {
		ways &^= raises
	}
	r.finally++
	final := r.block(f, in.In(blocks[2]))
	r.finally--
	return ways&^falls | final&(ways|^falls)
}

// tryBody runs the body of a try statement.
func (r *runner) tryBody(f *frame, body code.Reader, isHandled bool) flow {
	if isHandled {
		r.tried++
		defer func() { r.tried-- }()
	}
	return r.block(f, body)
}
