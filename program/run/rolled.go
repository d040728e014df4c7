package run

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// A rolled is a call outside the project that runs a function again and again with what it returned the last time, as jax.lax.scan
// does (https://docs.jax.dev/en/latest/jax.lax.html#control-flow-operators).
type rolled struct {
	body    argument
	carry   argument
	over    argument // what each turn is given an element of
	test    argument // a function that is asked before each turn whether there is one
	counts  bool     // the body is given the number of the turn first
	returns bool     // the body returns a pair of what is carried and what is kept of each turn, and so does the call
}

// An argument is the name and 0-based position of one of a call's arguments.
type argument struct {
	name string
	at   int
}

// absent is an argument that a call does not take.
var absent = argument{at: -1}

func addRolledModels() {
	scan := rolled{body: argument{"f", 0}, carry: argument{"init", 1}, over: argument{"xs", 2}, test: absent, returns: true}
	for _, name := range []string{"jax.lax.scan", "haiku.scan"} {
		models[name] = scan.model
	}
	times := rolled{body: argument{"body_fun", 2}, carry: argument{"init_val", 3}, over: absent, test: absent, counts: true}
	for _, name := range []string{"jax.lax.fori_loop", "haiku.fori_loop", "flax.nnx.fori_loop"} {
		models[name] = times.model
	}
	while := rolled{body: argument{"body_fun", 1}, carry: argument{"init_val", 2}, over: absent, test: argument{"cond_fun", 0}}
	for _, name := range []string{"jax.lax.while_loop", "haiku.while_loop", "flax.nnx.while_loop"} {
		models[name] = while.model
	}
}

// model runs the function in a loop until nothing changes.
func (l *rolled) model(r *runner, f *frame, s site) value.Value {
	body, ok := s.argument(l.body.name, l.body.at)
	if !ok {
		return value.Nothing
	}
	carry, _ := s.argument(l.carry.name, l.carry.at)
	over, kept := value.Nothing, value.Nothing
	if l.over != absent {
		if over, _ = s.argument(l.over.name, l.over.at); over == r.none() {
			over = value.Nothing
		}
	}
	mark := len(r.record.Events)
	r.openLoop(f, s.span, over)
	for range maxRounds {
		before, version := carry, r.heap.Version()
		r.record.Events = r.record.Events[:mark] // of earlier rounds, which knew less
		made := r.call(f, body, l.turn(r, f, s, carry, over), s.span, s.at*8)
		if l.returns {
			made, kept = r.index(f, made, r.number("0"), s.span, s.at*8+2), r.index(f, made, r.number("1"), s.span, s.at*8+3)
		}
		if carry = r.heap.Join(carry, made); carry == before && r.heap.Version() == version {
			break
		}
	}
	r.around = r.around[:len(r.around)-1]
	if l.returns {
		return r.tuple(f, s, 1, carry, kept)
	}
	return carry
}

// turn are the arguments of the function in each turn. The test is run beside it.
func (l *rolled) turn(r *runner, f *frame, s site, carry, over value.Value) []value.Argument {
	if test, ok := s.argument(l.test.name, l.test.at); ok && l.test != absent {
		r.call(f, test, []value.Argument{{Value: carry}}, s.span, s.at*8+1)
	}
	switch {
	case l.counts:
		return []value.Argument{{Value: r.varying(f, s.at, 0)}, {Value: carry}}
	case l.over != absent:
		return []value.Argument{{Value: carry}, {Value: r.each(f, s, over)}}
	}
	return []value.Argument{{Value: carry}}
}

// each is an element of what is gone over: of each part of a tuple, if it is one.
func (r *runner) each(f *frame, s site, over value.Value) value.Value {
	id, ok := r.heap.One(over)
	if !ok || r.heap.Object(id).Kind != value.Tuple {
		return r.element(f, over, s.span, s.at)
	}
	var items []value.Value
	for _, item := range r.heap.Object(id).Items {
		items = append(items, r.element(f, item, s.span, s.at))
	}
	return r.tuple(f, s, 2, items...)
}

// tuple makes a tuple at a call that makes several, told apart by a number.
func (r *runner) tuple(f *frame, s site, number int, items ...value.Value) value.Value {
	id := r.makeID(f, value.Tuple, number, s.span, s.at)
	o := r.heap.Object(id)
	for i, item := range items {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.heap.Add(&o.Items[i], item)
		r.heap.Add(&o.Elements, item)
	}
	return r.heap.Of(id)
}

// number is a whole number that is written out.
func (r *runner) number(text string) value.Value {
	return r.constant(code.Constant{Kind: code.Integer, Text: text})
}
