package run

import (
	"slices"
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// operate returns the value of a binary or comparing expression.
func (r *runner) operate(f *frame, op code.Operator, left, right value.Value, span code.Span, at int) value.Value {
	if op >= code.Less {
		return r.compare(f, op, left, right, span, at)
	}
	if v, ok := r.fold(op, left, right); ok {
		return v
	}
	switch {
	case op == code.Add && r.isList(left) && r.isList(right):
		return r.concatenate(f, at, left, right)
	case op == code.Divide && (r.isText(left) || r.isText(right)): // of paths
		return r.text(f, at, left, r.constant(code.Constant{Kind: code.String, Text: "/"}), right)
	case r.isText(left) || r.isText(right) && op == code.Add:
		return r.text(f, at, left, right)
	case r.isNumber(left) && r.isNumber(right) && left != value.Nothing:
		key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Varying}
		return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Varying, Name: "number", Operator: op, Args: []value.Argument{{Value: left}, {Value: right}}}))
	}
	return r.heap.Of(r.computed(f, "it is computed", op, left, right, span, at))
}

// computed is what an operator makes of two values.
func (r *runner) computed(f *frame, why string, op code.Operator, left, right value.Value, span code.Span, at int) value.ID {
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Foreign}
	id := r.heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: why, Operator: op, At: f.place(span)})
	o := r.heap.Object(id)
	if len(o.Args) == 0 {
		o.Args = []value.Argument{{}, {}}
	}
	r.heap.Add(&o.Args[0].Value, left)
	r.heap.Add(&o.Args[1].Value, right)
	if op == code.Subtract && r.hasGradient(right, 0) {
		r.emit(Event{Call: id, At: f.place(span)}) // a step that is written out
	}
	return id
}

// fold computes with whole numbers that are known.
func (r *runner) fold(op code.Operator, left, right value.Value) (value.Value, bool) {
	a, ok := r.integer(left)
	b, too := r.integer(right)
	if !ok || !too {
		return value.Nothing, false
	}
	switch {
	case op == code.Add:
		a += b
	case op == code.Subtract:
		a -= b
	case op == code.Multiply:
		a *= b
	case op == code.FloorDivide && b != 0:
		a /= b
	default:
		return value.Nothing, false
	}
	return r.constant(code.Constant{Kind: code.Integer, Text: strconv.Itoa(a)}), true
}

// negative returns a number with the other sign, if it is known, else the number.
func (r *runner) negative(v value.Value) value.Value {
	o := r.literal(v)
	if o == nil || o.Literal != code.Integer && o.Literal != code.Float {
		return v
	}
	text, isNegative := strings.CutPrefix(o.Name, "-")
	if !isNegative {
		text = "-" + text
	}
	return r.constant(code.Constant{Kind: o.Literal, Text: text})
}

// integer returns the only whole number that a value may be.
func (r *runner) integer(v value.Value) (int, bool) {
	id, ok := r.heap.One(v)
	if !ok {
		return 0, false
	}
	o := r.heap.Object(id)
	if o.Kind != value.Literal || o.Literal != code.Integer || len(o.Name) > 9 {
		return 0, false
	}
	n, err := strconv.Atoi(o.Name)
	return n, err == nil
}

// literal returns the only literal that a value may be, nil if it may be another.
func (r *runner) literal(v value.Value) *value.Object {
	id, ok := r.heap.One(v)
	if !ok {
		return nil
	}
	if o := r.heap.Object(id); o.Kind == value.Literal {
		return o
	}
	return nil
}

// compare returns the answer to a comparison. One that is open knows what was compared.
func (r *runner) compare(f *frame, op code.Operator, left, right value.Value, span code.Span, at int) value.Value {
	if op == code.In || op == code.NotIn {
		r.ask(right, left)
	}
	truth := r.comparison(op, left, right)
	if truth != Open {
		return r.boolean(truth)
	}
	byDefault := r.comparison(op, r.byDefault(left), r.byDefault(right))
	if !r.isOpen(left) && !r.isOpen(right) && (op.Orders() || !r.varies(left) && !r.varies(right)) {
		return r.condition(Open, byDefault)
	}
	id := r.computed(f, Condition, op, left, right, span, at)
	if byDefault != Open {
		answer := r.boolean(byDefault) // which may move the objects
		r.heap.Add(&r.heap.Object(id).Default, answer)
	}
	return r.heap.Of(id)
}

// Condition is why nothing is known of whether a condition holds.
const Condition = "it is a condition"

// isOpen reports whether a value may be something outside the project, or is up to the user.
func (r *runner) isOpen(v value.Value) bool {
	return slices.ContainsFunc(r.heap.All(v), func(id value.ID) bool {
		kind := r.heap.Object(id).Kind
		return kind == value.Foreign || kind == value.Option
	})
}

// varies reports whether a value may be a number that changes.
func (r *runner) varies(v value.Value) bool {
	return slices.ContainsFunc(r.heap.All(v), func(id value.ID) bool { return r.heap.Object(id).Kind == value.Varying })
}

// byDefault returns a value as it is if the user sets no option.
func (r *runner) byDefault(v value.Value) value.Value {
	if id, ok := r.heap.One(v); ok {
		if o := r.heap.Object(id); o.Kind == value.Option && o.Default != value.Nothing {
			return o.Default
		}
	}
	return v
}

func (r *runner) comparison(op code.Operator, left, right value.Value) Truth {
	a, b := r.literal(left), r.literal(right)
	switch op {
	case code.Is, code.Equal:
		return r.same(left, right, a, b)
	case code.IsNot, code.NotEqual:
		return r.same(left, right, a, b).not()
	case code.In, code.NotIn:
		return Open
	}
	if a == nil || b == nil {
		return Open
	}
	x, err := strconv.ParseFloat(a.Name, 64)
	y, err2 := strconv.ParseFloat(b.Name, 64)
	if err != nil || err2 != nil {
		return Open
	}
	return answer(map[code.Operator]bool{code.Less: x < y, code.LessEqual: x <= y, code.Greater: x > y, code.GreaterEqual: x >= y}[op])
}

func answer(is bool) Truth {
	if is {
		return Yes
	}
	return No
}

// same reports whether two values are the same thing.
func (r *runner) same(left, right value.Value, a, b *value.Object) Truth {
	if a != nil && b != nil {
		return answer(a.Literal == b.Literal && a.Name == b.Name)
	}
	if b != nil && b.Literal == code.None {
		return r.isNone(left)
	}
	if a != nil && a.Literal == code.None {
		return r.isNone(right)
	}
	return Open
}

// isNone reports whether a value is None.
func (r *runner) isNone(v value.Value) Truth {
	for _, id := range r.heap.All(v) {
		switch o := r.heap.Object(id); o.Kind {
		case value.Foreign, value.Option:
			if !strings.HasSuffix(o.Name, "()") || strings.HasPrefix(o.Name, "?") {
				return Open
			}
		case value.Literal:
			if o.Literal == code.None {
				return Open
			}
		}
	}
	if v == value.Nothing {
		return Open
	}
	return No
}

// isText reports whether a value is a string.
func (r *runner) isText(v value.Value) bool {
	for _, id := range r.heap.All(v) {
		o := r.heap.Object(id)
		if o.Kind != value.Text && (o.Kind != value.Literal || o.Literal != code.String) {
			return false
		}
	}
	return v != value.Nothing
}

// text returns a string that is made of parts.
func (r *runner) text(f *frame, at int, parts ...value.Value) value.Value {
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Text}
	id := r.heap.New(key, value.Object{Kind: value.Text})
	o := r.heap.Object(id)
	for i, p := range parts {
		if i == len(o.Items) {
			o.Items = append(o.Items, value.Nothing)
		}
		r.heap.Add(&o.Items[i], p)
	}
	return r.heap.Of(id)
}

// hasGradient reports whether a value is what is called grad, or is computed from that in a step or two.
func (r *runner) hasGradient(v value.Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(r.heap.All(v), func(id value.ID) bool {
		o := r.heap.Object(id)
		return strings.HasSuffix(o.Name, ".grad") || o.Name == "?" && slices.ContainsFunc(o.Args, func(a value.Argument) bool { return r.hasGradient(a.Value, depth+1) })
	})
}

// isList reports whether all that a value may be are lists or tuples.
func (r *runner) isList(v value.Value) bool {
	all := r.heap.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id value.ID) bool {
		kind := r.heap.Object(id).Kind
		return kind != value.List && kind != value.Tuple
	})
}

// concatenate returns a list of the elements of two.
func (r *runner) concatenate(f *frame, at int, lists ...value.Value) value.Value {
	made := r.heap.Of(r.makeID(f, value.List, 3, code.Span{}, at))
	for _, list := range lists {
		for _, id := range r.heap.All(list) {
			if elements := r.heap.Object(id).Elements; elements != value.Nothing {
				r.addElement(made, elements)
			}
		}
	}
	return made
}
