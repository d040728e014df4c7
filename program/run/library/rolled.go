package library

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

// maxTurns bounds how often the function is run until nothing changes.
const maxTurns = 4

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
func (l *rolled) model(s Site) value.Value {
	body, ok := s.Argument(l.body.name, l.body.at)
	if !ok {
		return value.Nothing
	}
	carry, _ := s.Argument(l.carry.name, l.carry.at)
	over, kept := value.Nothing, value.Nothing
	if l.over != absent {
		if over, _ = s.Argument(l.over.name, l.over.at); over == s.Heap.None() {
			over = value.Nothing
		}
	}
	mark := len(s.Events)
	s.enter("", over)
	for range maxTurns {
		before, version := carry, s.Heap.Version()
		s.Events = s.Events[:mark] // of earlier rounds, which knew less
		made := s.Call(s.Frame, body, l.turn(s, carry, over), s.Span, s.At*8)
		if l.returns {
			made, kept = s.Index(s.Frame, made, s.number("0"), s.Span, s.At*8+2), s.Index(s.Frame, made, s.number("1"), s.Span, s.At*8+3)
		}
		if carry = s.Heap.Join(carry, made); carry == before && s.Heap.Version() == version {
			break
		}
	}
	s.Around = s.Around[:len(s.Around)-1]
	if l.returns {
		return s.tuple(1, carry, kept)
	}
	return carry
}

// turn are the arguments of the function in each turn. The test is run beside it.
func (l *rolled) turn(s Site, carry, over value.Value) []value.Argument {
	if test, ok := s.Argument(l.test.name, l.test.at); ok && l.test != absent {
		s.Call(s.Frame, test, []value.Argument{{Value: carry}}, s.Span, s.At*8+1)
	}
	switch {
	case l.counts:
		return []value.Argument{{Value: s.Frame.Varying(s.Heap, s.At, 0, s.Frame.Place(s.Span))}, {Value: carry}}
	case l.over != absent:
		return []value.Argument{{Value: carry}, {Value: s.each(over)}}
	}
	return []value.Argument{{Value: carry}}
}

// each is an element of what is gone over: of each part of a tuple, if it is one.
func (s Site) each(over value.Value) value.Value {
	id, ok := s.Heap.One(over)
	if !ok || s.Heap.Object(id).Kind != value.Tuple {
		return s.element(over)
	}
	var items []value.Value
	for _, item := range s.Heap.Object(id).Items {
		items = append(items, s.element(item))
	}
	return s.tuple(2, items...)
}

// tuple makes a tuple at a call that makes several, told apart by a number.
func (s Site) tuple(number int, items ...value.Value) value.Value {
	id := s.make(value.Tuple, number)
	o := s.Heap.Object(id)
	for i, item := range items {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		s.Heap.Add(&o.Items[i], item)
		s.Heap.Add(&o.Elements, item)
	}
	return s.Heap.Of(id)
}

// number is a whole number that is written out.
func (s Site) number(text string) value.Value {
	return s.Heap.Constant(code.Constant{Kind: code.Integer, Text: text})
}
