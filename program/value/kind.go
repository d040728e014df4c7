package value

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/program/code"
)

// IsNumber reports whether a value is numbers and nothing else.
func (h *Heap) IsNumber(v Value) bool {
	for _, id := range h.All(v) {
		o := h.Object(id)
		if o.Kind != Varying && (o.Kind != Literal || o.Literal != code.Integer && o.Literal != code.Float) {
			return false
		}
	}
	return true
}

// IsText reports whether a value is a string.
func (h *Heap) IsText(v Value) bool {
	for _, id := range h.All(v) {
		o := h.Object(id)
		if o.Kind != Text && (o.Kind != Literal || o.Literal != code.String) {
			return false
		}
	}
	return v != Nothing
}

// IsList reports whether all that a value may be are lists or tuples.
func (h *Heap) IsList(v Value) bool {
	all := h.All(v)
	return len(all) > 0 && !slices.ContainsFunc(all, func(id ID) bool {
		kind := h.Object(id).Kind
		return kind != List && kind != Tuple
	})
}

// IsOpen reports whether a value may be something outside the project, or is up to the user.
func (h *Heap) IsOpen(v Value) bool {
	return slices.ContainsFunc(h.All(v), func(id ID) bool {
		kind := h.Object(id).Kind
		return kind == Foreign || kind == Option
	})
}

// Varies reports whether a value may be a number that changes.
func (h *Heap) Varies(v Value) bool {
	return slices.ContainsFunc(h.All(v), func(id ID) bool { return h.Object(id).Kind == Varying })
}

// IsUnknown reports whether nothing is known of a value.
func (h *Heap) IsUnknown(v Value) bool {
	id, ok := h.One(v)
	return ok && h.Object(id).Kind == Foreign && h.Object(id).Name == "?"
}

// Compares reports whether a condition may be the comparison of something outside the project.
func (h *Heap) Compares(condition Value) bool {
	return slices.ContainsFunc(h.All(condition), func(id ID) bool {
		o := h.Object(id)
		return o.Operator.Orders()
	})
}

// HasGradient reports whether a value is what is called grad, or is computed from that in a step or two.
func (h *Heap) HasGradient(v Value, depth int) bool {
	return depth < 3 && slices.ContainsFunc(h.All(v), func(id ID) bool {
		o := h.Object(id)
		return strings.HasSuffix(o.Name, ".grad") || o.Name == "?" && slices.ContainsFunc(o.Args, func(a Argument) bool { return h.HasGradient(a.Value, depth+1) })
	})
}
