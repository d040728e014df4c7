package run

import (
	"strconv"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// truth returns whether a value is true, and whether it is if the user sets no option.
func (r *runner) truth(v value.Value) (truth, byDefault Truth) {
	for i, id := range r.heap.All(v) {
		t, d := r.truthOf(id)
		if i == 0 {
			truth, byDefault = t, d
			continue
		}
		if t != truth {
			truth = Open
		}
		if d != byDefault {
			byDefault = Open
		}
	}
	return truth, byDefault
}

func (r *runner) truthOf(id value.ID) (truth, byDefault Truth) {
	o := r.heap.Object(id)
	switch o.Kind {
	case value.Literal:
		t := literalTruth(o)
		return t, t
	case value.Option:
		_, d := r.truth(o.Default)
		return Open, d
	case value.Function, value.Bound, value.Partial, value.Class, value.Instance, value.Module:
		return Yes, Yes
	case value.Tuple:
		if len(o.Items) > 0 {
			return Yes, Yes
		}
		return No, No
	case value.Foreign:
		return Open, r.foreignTruth(o)
	}
	return Open, Open
}

// foreignTruth returns whether a comparison or negation holds by default; see operate.
func (r *runner) foreignTruth(o *value.Object) Truth {
	if o.Default == value.Nothing {
		return Open
	}
	_, d := r.truth(o.Default)
	return d
}

func literalTruth(o *value.Object) Truth {
	switch o.Literal {
	case code.None, code.False:
		return No
	case code.Integer, code.Float:
		if n, err := strconv.ParseFloat(o.Name, 64); err == nil && n == 0 {
			return No
		}
	case code.String, code.Bytes:
		if o.Name == "" {
			return No
		}
	}
	return Yes
}

// boolean returns the value of an answer.
func (r *runner) boolean(t Truth) value.Value {
	if t == Yes {
		return r.constant(code.Constant{Kind: code.True})
	}
	return r.constant(code.Constant{Kind: code.False})
}

// condition returns an answer that is open, with what it is by default.
func (r *runner) condition(truth, byDefault Truth) value.Value {
	switch {
	case truth != Open:
		return r.boolean(truth)
	case byDefault == Open:
		return r.unknown(Condition)
	}
	key := value.Key{Sort: value.Foreign, Context: uint32(byDefault), Index: r.reason(Condition)}
	return r.heap.Of(r.heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: Condition, Default: r.boolean(byDefault)}))
}

// negation returns the answer to not. One that is open knows what it is of.
func (r *runner) negation(f *frame, v value.Value, span code.Span, at int) value.Value {
	truth, byDefault := r.truth(v)
	if truth != Open {
		return r.boolean(truth.not())
	}
	key := value.Key{Context: f.context, File: f.module.number, At: int32(at), Sort: value.Foreign}
	id := r.heap.New(key, value.Object{Kind: value.Foreign, Name: "?", Why: Condition, At: f.place(span)})
	r.heap.Add(&r.heap.Object(id).Of, v)
	if byDefault != Open {
		answer := r.boolean(byDefault.not()) // which may move the objects
		r.heap.Add(&r.heap.Object(id).Default, answer)
	}
	return r.heap.Of(id)
}
