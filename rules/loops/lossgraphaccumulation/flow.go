package lossgraphaccumulation

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// isLive reports whether a name holds a loss with its graph where it is summed up: backward is called on it in the same
// loop, and nothing has put its value in its place.
func isLive(sum, loss python.Node) bool {
	call := backward(sum, loss)
	return call.Exists() && !isWithoutGradients(sum) && !isReplaced(loss, sum.Ancestor(loops...), call, sum)
}

var loops = []python.Kind{python.ForStatement, python.WhileStatement}

// backward returns the first call of backward on a loss in the loop that it is summed up in, or none.
func backward(sum, loss python.Node) python.Node {
	for call := range sum.Ancestor(loops...).All(python.Call) {
		if call.Function() == sum.Function() && isBackwardOf(call, loss.Text()) {
			return call
		}
	}
	return python.Node{}
}

// isBackwardOf recognises loss.backward() and the calls that get the loss as an argument: accelerator.backward(loss),
// scaler.scale(loss).backward().
func isBackwardOf(call python.Node, loss string) bool {
	callee := call.Child(python.FunctionField)
	if method := callee.Child(python.AttributeField).Text(); method != "backward" && method != "manual_backward" {
		return false
	}
	object := callee.Child(python.ObjectField)
	if object.Kind() == python.Call {
		return object.Child(python.ArgumentsField).FirstChild().Text() == loss
	}
	return object.Text() == loss || call.Child(python.ArgumentsField).FirstChild().Text() == loss
}

// isReplaced reports whether the name is given another value between the call of backward and the sum, or a number ahead
// of both.
func isReplaced(loss, loop, backward, sum python.Node) bool {
	for a := range loop.All(python.Assignment) {
		isOf := a.Child(python.LeftField).Text() == loss.Text() && a.Start() < sum.Start()
		value := a.Child(python.RightField).Text()
		if isOf && (a.Start() > backward.Start() || strings.Contains(value, ".item()") || strings.Contains(value, ".detach()")) {
			return true
		}
	}
	return false
}

func isWithoutGradients(n python.Node) bool {
	for with := n.Ancestor(python.WithStatement); with.Exists(); with = with.Ancestor(python.WithStatement) {
		if text := with.Token(python.WithClause).Text(); strings.Contains(text, "no_grad") || strings.Contains(text, "inference_mode") {
			return true
		}
	}
	return false
}

// survives reports whether the sum outlives the turn of the loop that it is made in.
func survives(sum, total python.Node) bool {
	loop := sum.Ancestor(python.ForStatement, python.WhileStatement)
	for a := range loop.All(python.Assignment) {
		if a != sum && a.Child(python.LeftField).Text() == total.Text() {
			return false
		}
	}
	return true
}

// isBackpropagated reports whether backward is called on the sum, or on anything that is computed from it.
func isBackpropagated(total python.Node) bool {
	function := total.Function()
	from := []string{total.Text()}
	for range function.All(python.Assignment) { // each name is added once at most
		before := len(from)
		for a := range function.All(python.Assignment, python.AugmentedAssignment) {
			left := a.Child(python.LeftField).Text()
			if !slices.Contains(from, left) && mentions(a.Child(python.RightField), from) {
				from = append(from, left)
			}
		}
		if len(from) == before {
			break
		}
	}
	for call := range function.All(python.Call) {
		if slices.ContainsFunc(from, func(name string) bool { return isBackwardOf(call, name) }) {
			return true
		}
		callee := call.Child(python.FunctionField)
		isBackward := callee.Child(python.AttributeField).Text() == "backward"
		if isBackward && (mentions(callee.Child(python.ObjectField), from) || mentions(call.Child(python.ArgumentsField), from)) {
			return true
		}
	}
	return false
}

// mentions reports whether an expression is or holds one of the names.
func mentions(n python.Node, names []string) bool {
	if slices.Contains(names, n.Text()) {
		return true
	}
	for part := range n.All(python.Identifier, python.Attribute, python.Subscript) {
		if slices.Contains(names, part.Text()) {
			return true
		}
	}
	return false
}
