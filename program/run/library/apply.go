package library

import (
	"strings"

	"github.com/agentlint/agentlint/program/value"
)

// Applied is what a method hands to a function that it applies to what it is called on: a table to its columns, a data set to its
// rows. What is applied to each value of a column, or along a row, is not known.
func Applied(h *value.Heap, call value.ID) []value.Argument {
	o := h.Object(call)
	method, _ := value.LastPart(strings.TrimSuffix(o.Name, "()"))
	if o.Of == value.Nothing || method != "apply" && method != "transform" && method != "pipe" && method != "agg" {
		return nil
	}
	if axis, ok := o.Argument("axis", 1); ok {
		if n, known := h.Integer(axis); !known || n != 0 {
			return nil
		}
	}
	for _, id := range h.All(o.Of) {
		of := h.Object(id)
		if of.Kind != value.Foreign || strings.HasSuffix(of.Name, "]") && !strings.HasSuffix(of.Name, "[]") && !strings.Contains(of.Name, "groupby()") {
			return nil
		}
	}
	return []value.Argument{{Value: o.Of}}
}

// IsFluent reports whether a method, by its dotted name, returns what it is called on, moved or in another mode.
func IsFluent(name string) bool {
	method, isMember := value.LastPart(name)
	return isMember && fluent[method]
}

var fluent = map[string]bool{
	"to": true, "cuda": true, "cpu": true, "train": true, "eval": true, "half": true, "float": true, "double": true, "bfloat16": true,
	"requires_grad_": true, "share_memory": true, "zero_": true,
}
