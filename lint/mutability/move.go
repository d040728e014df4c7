package mutability

import (
	"slices"

	"github.com/agentlint/agentlint/parser/python"
)

// MeansTheSame reports whether an expression has the same meaning when it is evaluated later, in the body of a function, or
// in one that is put around it if function is none: its names stand for the same there, and are bound once, not by a loop or
// the like.
func MeansTheSame(value, function python.Node) bool {
	for range value.All(python.Yield, python.Await, python.NamedExpression) {
		return false
	}
	inside := function.Child(python.BodyField).FirstChild()
	for name := range value.All(python.Identifier) {
		if isReference(name) && (slices.Contains(local, name.Text()) || !isStable(name, value, inside)) {
			return false
		}
	}
	return true
}

// local are the names that speak of where they stand.
var local = []string{"locals", "vars", "dir", "eval", "exec", "super", "__class__"}

// fleeting are the bindings that are another thing soon.
var fleeting = []python.BindingKind{python.Iterated, python.Caught, python.Entered}

// isStable reports whether a name of a value refers to the same thing whenever it is evaluated, also inside a function.
func isStable(name, value, inside python.Node) bool {
	found := slices.Collect(name.Bindings())
	switch {
	case len(found) == 0:
		return !isBound(inside, name.Text(), python.Node{})
	case value.Contains(found[0].Name): // by a comprehension or a lambda
		return true
	case len(found) > 1, slices.Contains(fleeting, found[0].Kind), found[0].Name.Loop().Exists():
		return false
	case found[0].Kind != python.Parameter && found[0].Name.Class().Exists():
		return false
	}
	return !isBound(inside, name.Text(), found[0].Name)
}

// isBound reports whether a name is bound anywhere else than at one place, as seen from inside a function.
func isBound(inside python.Node, name string, at python.Node) bool {
	for b := range inside.BindingsOf(name) {
		return b.Name != at
	}
	return false
}
