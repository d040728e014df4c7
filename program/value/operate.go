package value

import (
	"strconv"
	"strings"

	"github.com/agentlint/agentlint/program/code"
)

// Fold computes with whole numbers that are known.
func (h *Heap) Fold(op code.Operator, left, right Value) (Value, bool) {
	a, ok := h.Integer(left)
	b, too := h.Integer(right)
	if !ok || !too {
		return Nothing, false
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
		return Nothing, false
	}
	return h.Constant(code.Constant{Kind: code.Integer, Text: strconv.Itoa(a)}), true
}

// Negative returns a number with the other sign, if it is known, else the number.
func (h *Heap) Negative(v Value) Value {
	o := h.Literal(v)
	if o == nil || o.Literal != code.Integer && o.Literal != code.Float {
		return v
	}
	text, isNegative := strings.CutPrefix(o.Name, "-")
	if !isNegative {
		text = "-" + text
	}
	return h.Constant(code.Constant{Kind: o.Literal, Text: text})
}

// Compare returns the answer to a comparison.
func (h *Heap) Compare(op code.Operator, left, right Value) Truth {
	a, b := h.Literal(left), h.Literal(right)
	switch op {
	case code.Is, code.Equal:
		return h.same(left, right, a, b)
	case code.IsNot, code.NotEqual:
		return h.same(left, right, a, b).Not()
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

// ByDefault returns a value as it is if the user sets no option.
func (h *Heap) ByDefault(v Value) Value {
	if id, ok := h.One(v); ok {
		if o := h.Object(id); o.Kind == Option && o.Default != Nothing {
			return o.Default
		}
	}
	return v
}

// same reports whether two values are the same thing.
func (h *Heap) same(left, right Value, a, b *Object) Truth {
	if a != nil && b != nil {
		return answer(a.Literal == b.Literal && a.Name == b.Name)
	}
	if b != nil && b.Literal == code.None {
		return h.isNone(left)
	}
	if a != nil && a.Literal == code.None {
		return h.isNone(right)
	}
	return Open
}

// isNone reports whether a value is None.
func (h *Heap) isNone(v Value) Truth {
	for _, id := range h.All(v) {
		switch o := h.Object(id); o.Kind {
		case Foreign, Option:
			if !strings.HasSuffix(o.Name, "()") || strings.HasPrefix(o.Name, "?") || mayFindNothing(o.Name) {
				return Open
			}
		case Literal:
			if o.Literal == code.None {
				return Open
			}
		}
	}
	if v == Nothing {
		return Open
	}
	return No
}

func answer(is bool) Truth {
	if is {
		return Yes
	}
	return No
}

// mayFindNothing reports whether a call looks for something by what it is called, and may return None: re.match(), latest_step().
func mayFindNothing(call string) bool {
	last, _ := LastPart(strings.TrimSuffix(call, "()"))
	word, _, _ := strings.Cut(last, "_")
	return finding[word]
}

var finding = map[string]bool{
	"get": true, "find": true, "latest": true, "last": true, "match": true, "fullmatch": true, "search": true, "which": true, "lookup": true, "peek": true,
}
