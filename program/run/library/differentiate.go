package library

import "github.com/agentlint/agentlint/program/value"

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
