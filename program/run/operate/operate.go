// Package operate evaluates operators: what they make of values that are known, and what is kept of those that are not.
package operate

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// An Expression is where a run evaluates an operator.
type Expression struct {
	*record.Recorder
	Frame *frame.Frame
	Span  code.Span
	At    int
}

// Binary returns the value of a binary or comparing expression.
func (e Expression) Binary(op code.Operator, left, right value.Value) value.Value {
	if op >= code.Less {
		return e.compare(op, left, right)
	}
	if v, ok := e.Heap.Fold(op, left, right); ok {
		return v
	}
	switch {
	case op == code.Add && e.Heap.IsList(left) && e.Heap.IsList(right):
		return e.concatenate(left, right)
	case op == code.Divide && (e.Heap.IsText(left) || e.Heap.IsText(right)): // of paths
		return e.Text(left, e.Heap.Constant(code.Constant{Kind: code.String, Text: "/"}), right)
	case e.Heap.IsText(left) || e.Heap.IsText(right) && op == code.Add:
		return e.Text(left, right)
	case e.Heap.IsNumber(left) && e.Heap.IsNumber(right) && left != value.Nothing:
		key := e.Frame.Key(e.At, value.Varying, 0)
		return e.Heap.Of(e.Heap.New(key, value.Object{Kind: value.Varying, Name: "number", Operator: op, Args: []value.Argument{{Value: left}, {Value: right}}}))
	}
	id := e.computed("it is computed", op, left, right)
	if op == code.Subtract && e.Heap.HasGradient(right, 0) {
		e.Emit(record.Event{Call: id, At: e.Frame.Place(e.Span)}) // a step that is written out
	}
	return e.Heap.Of(id)
}

// Negative returns a number with the other sign. Of one from outside the project it is what is left when that is taken from 0.
func (e Expression) Negative(v value.Value) value.Value {
	if !e.Heap.IsOpen(v) {
		return e.Heap.Negative(v)
	}
	zero := e.Heap.Constant(code.Constant{Kind: code.Integer, Text: "0"})
	return e.Heap.Of(e.computed("it is computed", code.Subtract, zero, v))
}

// computed is what an operator makes of two values.
func (e Expression) computed(why string, op code.Operator, left, right value.Value) value.ID {
	key := e.Frame.Key(e.At, value.Foreign, 0)
	id := e.Heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: why, Operator: op, At: e.Frame.Place(e.Span)})
	o := e.Heap.Object(id)
	if len(o.Args) == 0 {
		o.Args = []value.Argument{{}, {}}
	}
	e.Heap.Add(&o.Args[0].Value, left)
	e.Heap.Add(&o.Args[1].Value, right)
	return id
}

// compare returns the answer to a comparison. One that is open knows what was compared.
func (e Expression) compare(op code.Operator, left, right value.Value) value.Value {
	truth := e.Heap.Compare(op, left, right)
	if truth != value.Open {
		return e.Heap.Boolean(truth)
	}
	byDefault := e.Heap.Compare(op, e.Heap.ByDefault(left), e.Heap.ByDefault(right))
	if !e.Heap.IsOpen(left) && !e.Heap.IsOpen(right) && (op.Orders() || !e.Heap.Varies(left) && !e.Heap.Varies(right)) {
		return e.Heap.Condition(value.Open, byDefault)
	}
	id := e.computed(value.Condition, op, left, right)
	if byDefault != value.Open {
		answer := e.Heap.Boolean(byDefault) // which may move the objects
		e.Heap.Add(&e.Heap.Object(id).Default, answer)
	}
	return e.Heap.Of(id)
}

// Text returns a string that is made of parts.
func (e Expression) Text(parts ...value.Value) value.Value {
	key := e.Frame.Key(e.At, value.Text, 0)
	id := e.Heap.New(key, value.Object{Kind: value.Text})
	o := e.Heap.Object(id)
	for i, p := range parts {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		e.Heap.Add(&o.Items[i], p)
	}
	return e.Heap.Of(id)
}

// concatenate returns a list of the elements of two.
func (e Expression) concatenate(lists ...value.Value) value.Value {
	made := e.Heap.Of(e.Frame.Make(e.Heap, value.List, 3, code.Span{}, e.At))
	for _, list := range lists {
		for _, id := range e.Heap.All(list) {
			if elements := e.Heap.Object(id).Elements; elements != value.Nothing {
				e.Heap.AddElement(made, elements)
			}
		}
	}
	return made
}

// Not returns the answer to not. One that is open knows what it is of.
func (e Expression) Not(v value.Value) value.Value {
	truth, byDefault := e.Heap.Truth(v)
	if truth != value.Open {
		return e.Heap.Boolean(truth.Not())
	}
	key := e.Frame.Key(e.At, value.Foreign, 0)
	id := e.Heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: value.Condition, At: e.Frame.Place(e.Span)})
	e.Heap.Add(&e.Heap.Object(id).Of, v)
	if byDefault != value.Open {
		answer := e.Heap.Boolean(byDefault.Not()) // which may move the objects
		e.Heap.Add(&e.Heap.Object(id).Default, answer)
	}
	return e.Heap.Of(id)
}
