package run

import "github.com/agentlint/agentlint/program/value"

// differentiated are what is made of a function whose gradient is taken: another one that is given the same, and runs it. The value is
// the position of the function. Sources: https://docs.jax.dev/en/latest/_autosummary/jax.value_and_grad.html,
// https://ml-explore.github.io/mlx/build/html/python/_autosummary/mlx.nn.value_and_grad.html.
var differentiated = map[string]int{
	"jax.grad()": 0, "jax.value_and_grad()": 0, "flax.nnx.grad()": 0, "flax.nnx.value_and_grad()": 0, "equinox.filter_grad()": 0,
	"equinox.filter_value_and_grad()": 0, "mlx.core.grad()": 0, "mlx.core.value_and_grad()": 0, "mlx.nn.value_and_grad()": 1,
}

// gradientModel runs the function whose gradient is taken with what that is given.
func gradientModel(r *runner, f *frame, s site) value.Value {
	made := r.heap.Object(s.callee)
	of, _ := made.Argument("fun", differentiated[made.Name])
	if of == value.Nothing {
		of, _ = made.Argument(map[int]string{0: "f", 1: "fn"}[differentiated[made.Name]], -1)
	}
	for i, id := range r.heap.All(of) {
		switch r.heap.Object(id).Kind {
		case value.Function, value.Bound, value.Partial:
			r.callOne(f, id, s.args, s.span, s.at*8+i+1)
		}
	}
	return value.Nothing
}
