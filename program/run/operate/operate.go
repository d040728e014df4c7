package run

import (
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/run/frame"
	"github.com/agentlint/agentlint/program/value"
)

// operate returns the value of a binary or comparing expression.
func (r *runner) operate(f *frame.Frame, op code.Operator, left, right value.Value, span code.Span, at int) value.Value {
	if op >= code.Less {
		return r.compare(f, op, left, right, span, at)
	}
	if v, ok := r.Heap.Fold(op, left, right); ok {
		return v
	}
	switch {
	case op == code.Add && r.Heap.IsList(left) && r.Heap.IsList(right):
		return r.concatenate(f, at, left, right)
	case op == code.Divide && (r.Heap.IsText(left) || r.Heap.IsText(right)): // of paths
		return r.text(f, at, left, r.Heap.Constant(code.Constant{Kind: code.String, Text: "/"}), right)
	case r.Heap.IsText(left) || r.Heap.IsText(right) && op == code.Add:
		return r.text(f, at, left, right)
	case r.Heap.IsNumber(left) && r.Heap.IsNumber(right) && left != value.Nothing:
		key := f.Key(at, value.Varying, 0)
		return r.Heap.Of(r.Heap.New(key, value.Object{Kind: value.Varying, Name: "number", Operator: op, Args: []value.Argument{{Value: left}, {Value: right}}}))
	}
	return r.Heap.Of(r.computed(f, "it is computed", op, left, right, span, at))
}

// computed is what an operator makes of two values.
func (r *runner) computed(f *frame.Frame, why string, op code.Operator, left, right value.Value, span code.Span, at int) value.ID {
	key := f.Key(at, value.Foreign, 0)
	id := r.Heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: why, Operator: op, At: f.Place(span)})
	o := r.Heap.Object(id)
	if len(o.Args) == 0 {
		o.Args = []value.Argument{{}, {}}
	}
	r.Heap.Add(&o.Args[0].Value, left)
	r.Heap.Add(&o.Args[1].Value, right)
	if op == code.Subtract && r.Heap.HasGradient(right, 0) {
		r.Emit(record.Event{Call: id, At: f.Place(span)}) // a step that is written out
	}
	return id
}

// compare returns the answer to a comparison. One that is open knows what was compared.
func (r *runner) compare(f *frame.Frame, op code.Operator, left, right value.Value, span code.Span, at int) value.Value {
	if op == code.In || op == code.NotIn {
		r.ask(right, left)
	}
	truth := r.Heap.Compare(op, left, right)
	if truth != value.Open {
		return r.Heap.Boolean(truth)
	}
	byDefault := r.Heap.Compare(op, r.Heap.ByDefault(left), r.Heap.ByDefault(right))
	if !r.Heap.IsOpen(left) && !r.Heap.IsOpen(right) && (op.Orders() || !r.Heap.Varies(left) && !r.Heap.Varies(right)) {
		return r.Heap.Condition(value.Open, byDefault)
	}
	id := r.computed(f, value.Condition, op, left, right, span, at)
	if byDefault != value.Open {
		answer := r.Heap.Boolean(byDefault) // which may move the objects
		r.Heap.Add(&r.Heap.Object(id).Default, answer)
	}
	return r.Heap.Of(id)
}

// text returns a string that is made of parts.
func (r *runner) text(f *frame.Frame, at int, parts ...value.Value) value.Value {
	key := f.Key(at, value.Text, 0)
	id := r.Heap.New(key, value.Object{Kind: value.Text})
	o := r.Heap.Object(id)
	for i, p := range parts {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.Heap.Add(&o.Items[i], p)
	}
	return r.Heap.Of(id)
}

// concatenate returns a list of the elements of two.
func (r *runner) concatenate(f *frame.Frame, at int, lists ...value.Value) value.Value {
	made := r.Heap.Of(f.Make(r.Heap, value.List, 3, code.Span{}, at))
	for _, list := range lists {
		for _, id := range r.Heap.All(list) {
			if elements := r.Heap.Object(id).Elements; elements != value.Nothing {
				r.Heap.AddElement(made, elements)
			}
		}
	}
	return made
}

// negation returns the answer to not. One that is open knows what it is of.
func (r *runner) negation(f *frame.Frame, v value.Value, span code.Span, at int) value.Value {
	truth, byDefault := r.Heap.Truth(v)
	if truth != value.Open {
		return r.Heap.Boolean(truth.Not())
	}
	key := f.Key(at, value.Foreign, 0)
	id := r.Heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: value.Condition, At: f.Place(span)})
	r.Heap.Add(&r.Heap.Object(id).Of, v)
	if byDefault != value.Open {
		answer := r.Heap.Boolean(byDefault.Not()) // which may move the objects
		r.Heap.Add(&r.Heap.Object(id).Default, answer)
	}
	return r.Heap.Of(id)
}
