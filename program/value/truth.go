package value

import (
	"strconv"

	"github.com/agentlint/agentlint/program/code"
)

// A Truth is what is known of a condition.
type Truth uint8

// The answers to a condition.
const (
	Open Truth = iota
	Yes
	No
)

// Either is what is known of "a or b".
func Either(a, b Truth) Truth {
	switch {
	case a == Yes || b == Yes:
		return Yes
	case a == Open || b == Open:
		return Open
	}
	return No
}

// Not is what is known of "not t".
func (t Truth) Not() Truth {
	switch t {
	case Yes:
		return No
	case No:
		return Yes
	}
	return Open
}

// Condition is why nothing is known of whether a condition holds.
const Condition = "it is a condition"

// Exception is why nothing is known of whether an exception is handled.
const Exception = "an exception"

// Truth returns whether a value is true, and whether it is if the user sets no option.
func (h *Heap) Truth(v Value) (truth, byDefault Truth) {
	for i, id := range h.All(v) {
		t, d := h.TruthOf(id)
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

// TruthOf returns whether an object is true, and whether it is if the user sets no option.
func (h *Heap) TruthOf(id ID) (truth, byDefault Truth) {
	o := h.Object(id)
	switch o.Kind {
	case Literal:
		t := literalTruth(o)
		return t, t
	case Option:
		_, d := h.Truth(o.Default)
		return Open, d
	case Function, Bound, Partial, Class, Instance, Module:
		return Yes, Yes
	case Tuple:
		if len(o.Items) > 0 {
			return Yes, Yes
		}
		return No, No
	case Foreign:
		return Open, h.foreignTruth(o)
	}
	return Open, Open
}

// foreignTruth returns whether a comparison or negation holds by default; see [Heap.Compare].
func (h *Heap) foreignTruth(o *Object) Truth {
	if o.Default == Nothing {
		return Open
	}
	_, d := h.Truth(o.Default)
	return d
}

func literalTruth(o *Object) Truth {
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
