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

// differentiated are what is made of a function whose gradient is taken: another one that is given the same, and runs it. The value is
// the position of the function. Sources: https://docs.jax.dev/en/latest/_autosummary/jax.value_and_grad.html,
// https://ml-explore.github.io/mlx/build/html/python/_autosummary/mlx.nn.value_and_grad.html.
var differentiated = map[string]int{
	"jax.grad()": 0, "jax.value_and_grad()": 0, "flax.nnx.grad()": 0, "flax.nnx.value_and_grad()": 0, "equinox.filter_grad()": 0,
	"equinox.filter_value_and_grad()": 0, "mlx.core.grad()": 0, "mlx.core.value_and_grad()": 0, "mlx.nn.value_and_grad()": 1,
}

// gradientModel runs the function whose gradient is taken with what that is given.
func gradientModel(s Site) value.Value {
	made := s.Heap.Object(s.Callee)
	of, _ := made.Argument("fun", differentiated[made.Name])
	if of == value.Nothing {
		of, _ = made.Argument(map[int]string{0: "f", 1: "fn"}[differentiated[made.Name]], -1)
	}
	for i, id := range s.Heap.All(of) {
		switch s.Heap.Object(id).Kind {
		case value.Function, value.Bound, value.Partial:
			s.Call(s.Frame, s.Heap.Of(id), s.Args, s.Span, s.At*8+i+1)
		}
	}
	return value.Nothing
}

// Differentiates reports whether a call takes the gradient of the functions that it is given, which run when the gradient is asked for.
func Differentiates(h *value.Heap, call value.ID) bool {
	_, is := differentiated[h.Object(call).Name]
	return is
}

// IsFluent reports whether a method, by its dotted name, returns what it is called on, moved or in another mode.
func IsFluent(name string) bool {
	method, isMember := value.LastPart(name)
	return isMember && fluent[method]
}

// ReturnsEstimator reports whether a method, by its dotted name, fits an estimator and returns it: fit returns self by scikit-learn's
// convention (https://scikit-learn.org/stable/developers/develop.html#fitting), which those that work alike keep to.
func ReturnsEstimator(name string) bool {
	method, isMember := value.LastPart(name)
	library, _, _ := strings.Cut(name, ".")
	return isMember && (method == "fit" || method == "partial_fit") && estimators[library]
}

var estimators = map[string]bool{"sklearn": true, "imblearn": true, "xgboost": true, "lightgbm": true, "catboost": true}

var fluent = map[string]bool{
	"to": true, "cuda": true, "cpu": true, "train": true, "eval": true, "half": true, "float": true, "double": true, "bfloat16": true,
	"requires_grad_": true, "share_memory": true, "zero_": true,
}
