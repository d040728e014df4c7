package forwardcalled

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// hooksOf returns the names of the functions and methods that a file hands to register_forward_hook or the like: to call the
// module in one of these would never end.
func hooksOf(f *python.File) map[string]bool {
	hooks := map[string]bool{}
	for call := range f.All(python.Call) {
		if !isRegistration(call) {
			continue
		}
		for n := range call.Child(python.ArgumentsField).Walk(python.Lambda) {
			named := n
			if n.Field() == python.AttributeField {
				named = n.Parent()
			}
			if n.Kind() == python.Identifier && named.Field() != python.FunctionField {
				hooks[n.Text()] = true
			}
		}
	}
	return hooks
}

func isRegistration(call python.Node) bool {
	callee := call.Child(python.FunctionField)
	name := callee.Child(python.AttributeField)
	if !name.Exists() {
		name = callee
	}
	return strings.HasPrefix(name.Text(), "register_") && strings.HasSuffix(name.Text(), "hook")
}

// registersHook reports whether a lambda is handed to such a call.
func registersHook(lambda python.Node) bool {
	call := lambda.Parent().Parent()
	return lambda.Kind() == python.Lambda && lambda.Parent().Kind() == python.ArgumentList && isRegistration(call)
}
