package value

import (
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/program/code"
)

// Number numbers the reasons for which values are unknown.
func (h *Heap) Number(why string) int32 {
	if n, ok := h.numbers[why]; ok {
		return n
	}
	n := int32(len(h.numbers))
	h.numbers[why] = n
	return n
}

// Constant returns the value of a literal.
func (h *Heap) Constant(c code.Constant) Value {
	key := Key{Sort: Literal, Context: uint32(c.Kind) + 1, Index: h.Number(c.Text)}
	return h.Of(h.New(key, Object{Kind: Literal, Literal: c.Kind, Name: c.Text}))
}

// None is the value None.
func (h *Heap) None() Value { return h.Constant(code.Constant{Kind: code.None}) }

// NotNone is a value without None, if it may be something else.
func (h *Heap) NotNone(v Value) Value {
	none, ok := h.One(h.None())
	all := h.All(v)
	if !ok || len(all) < 2 || !slices.Contains(all, none) {
		return v
	}
	return h.Of(slices.DeleteFunc(slices.Clone(all), func(id ID) bool { return id == none })...)
}

// Boolean returns the value of an answer.
func (h *Heap) Boolean(t Truth) Value {
	if t == Yes {
		return h.Constant(code.Constant{Kind: code.True})
	}
	return h.Constant(code.Constant{Kind: code.False})
}

// Unknown is a value of which nothing is known but why.
func (h *Heap) Unknown(why string) Value {
	return h.Of(h.New(Key{Sort: Foreign, Index: h.Number(why)}, Object{Kind: Foreign, Name: "?", Why: why}))
}

// Condition returns an answer that is open, with what it is by default.
func (h *Heap) Condition(truth, byDefault Truth) Value {
	switch {
	case truth != Open:
		return h.Boolean(truth)
	case byDefault == Open:
		return h.Unknown(Condition)
	}
	key := Key{Sort: Foreign, Context: uint32(byDefault), Index: h.Number(Condition)}
	return h.Of(h.New(key, Object{Kind: Foreign, Name: "?", Why: Condition, Default: h.Boolean(byDefault)}))
}

// Literal returns the only literal that a value may be, nil if it may be another.
func (h *Heap) Literal(v Value) *Object {
	id, ok := h.One(v)
	if !ok {
		return nil
	}
	if o := h.Object(id); o.Kind == Literal {
		return o
	}
	return nil
}

// Alternatives returns the literals that a value may be: of an option those that the user chooses from, or its default where nothing says
// so. They are nil if it may be anything else.
func (h *Heap) Alternatives(v Value) (all []*Object) {
	for _, id := range h.All(v) {
		o := h.Object(id)
		switch o.Kind {
		case Literal:
			all = append(all, o)
			continue
		case Option:
			chosen := o.Elements
			if chosen == Nothing {
				chosen = o.Default
			}
			if inner := h.literals(chosen); inner != nil {
				all = append(all, inner...)
				continue
			}
		}
		return nil
	}
	return all
}

// literals returns the literals that a value may be, nil if it may be anything else.
func (h *Heap) literals(v Value) (all []*Object) {
	for _, id := range h.All(v) {
		o := h.Object(id)
		if o.Kind != Literal {
			return nil
		}
		all = append(all, o)
	}
	return all
}

// Integer returns the only whole number that a value may be.
func (h *Heap) Integer(v Value) (int, bool) {
	id, ok := h.One(v)
	if !ok {
		return 0, false
	}
	o := h.Object(id)
	if o.Kind != Literal || o.Literal != code.Integer || len(o.Name) > 9 {
		return 0, false
	}
	n, err := strconv.Atoi(o.Name)
	return n, err == nil
}
