package mutability

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// MeansTheSame reports whether an expression has the same meaning when it is evaluated later, in the body of a function, or
// in one that is put around it if function is none: each of its names has one binding, which a class, a loop and the function
// have no other for.
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

// local are the builtins that speak of where they are called.
var local = []string{"builtins.locals", "builtins.vars", "builtins.dir", "builtins.eval", "builtins.exec", "builtins.super"}

// isStable reports whether a name of a value refers to the same thing whenever it is evaluated, also in a function.
func isStable(name, value, function python.Node) bool {
	if isOwn(name.Text(), function) || slices.Contains(local, name.QualifiedName()) {
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
	return found == 1 || found == 0 && (isBound(name) || strings.HasPrefix(name.QualifiedName(), "builtins."))
}

func isBound(name python.Node) bool {
	for range name.Bindings() {
		return true
	}
	return false
}

// isOwn reports whether a function binds a name, or declares that it is another scope's.
func isOwn(name string, function python.Node) bool {
	for n := range function.Identifiers(name) {
		if n.Parent().Is(python.GlobalStatement, python.NonlocalStatement) {
			return true
		}
		for b := range n.Bindings() {
			isParameter := b.Kind == python.Parameter && b.Name.Ancestor(python.FunctionDefinition, python.Lambda) == function
			if isParameter || b.Kind != python.Parameter && b.Name.Function() == function {
				return true
			}
		}
	}
	return false
}
