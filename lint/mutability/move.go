package mutability

import (
	"slices"

	"github.com/agentlint/agentlint/parser/python"
)

// MeansTheSame reports whether an expression has the same meaning when it is evaluated later, in the body of a function, or
// in one that is put around it if function is none: its names are bound once, and not by a class, a loop or the function.
func MeansTheSame(value, function python.Node) bool {
	for range value.All(python.Yield, python.Await, python.NamedExpression) {
		return false
	}
	if value.Kind() == python.Identifier {
		return isStable(value, value, function)
	}
	for name := range value.All(python.Identifier) {
		if isReference(name) && !isStable(name, value, function) {
			return false
		}
	}
	return true
}

// local are the names that speak of where they stand.
var local = []string{"locals", "vars", "dir", "eval", "exec", "super", "__class__"}

// isStable reports whether a name of a value refers to the same thing whenever it is evaluated, also in a function.
func isStable(name, value, function python.Node) bool {
	if isOwn(name.Text(), function) || slices.Contains(local, name.Text()) {
		return false
	}
	found := 0
	for b := range name.Bindings() {
		switch {
		case value.Contains(b.Name): // of a comprehension or a lambda
			continue
		case b.Kind != python.Parameter && b.Name.Class().Exists(), b.Name.Loop().Exists(),
			slices.Contains([]python.BindingKind{python.Iterated, python.Caught, python.Entered}, b.Kind):
			return false
		}
		found++
	}
	return found <= 1
}

// isOwn reports whether a function binds a name, or declares that it is another scope's.
func isOwn(name string, function python.Node) bool {
	for p := range function.Child(python.ParametersField).Children() {
		if p.ParameterName().Text() == name {
			return true
		}
	}
	for n := range function.Child(python.BodyField).Identifiers(name) {
		if n.Parent().Is(python.GlobalStatement, python.NonlocalStatement) {
			return true
		}
		for b := range n.Bindings() {
			if b.Kind != python.Parameter && b.Name.Function() == function {
				return true
			}
		}
	}
	return false
}
