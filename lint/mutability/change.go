package mutability

import (
	"iter"

	"github.com/agentlint/agentlint/parser/python"
)

// changing are the methods of lists, dicts, sets and deques that change them.
var changing = map[string]bool{
	"add": true, "append": true, "appendleft": true, "clear": true, "discard": true, "extend": true, "extendleft": true,
	"insert": true, "pop": true, "popitem": true, "popleft": true, "remove": true, "reverse": true, "setdefault": true,
	"sort": true, "update": true,
}

// Changes yields the uses of a name in body that change what it refers to, or an element of it: x[0] = 1, x.append(1),
// x["a"]["b"] += 1, del x[0]. The name is that of its one binding; a name that is bound again may refer to something else.
func Changes(name, body python.Node) iter.Seq[python.Node] {
	return func(yield func(python.Node) bool) {
		for use := range Uses(name, body) {
			if change := change(use); change.Exists() && !yield(change) {
				return
			}
		}
	}
}

// Uses yields the identifiers in body that refer to the one binding of name; none if the name is bound again.
func Uses(name, body python.Node) iter.Seq[python.Node] {
	return func(yield func(python.Node) bool) {
		for n := range body.Identifiers(name.Text()) {
			if n == name || !isReference(n) {
				continue
			}
			if b, ok := n.Binding(); ok && b.Name == name && !yield(n) {
				return
			}
		}
	}
}

// isReference reports whether an identifier refers to a binding, unlike attributes, keywords and the names of parameters.
func isReference(n python.Node) bool {
	switch parent := n.Parent(); parent.Kind() {
	case python.Attribute:
		return n.Field() != python.AttributeField
	case python.KeywordArgument:
		return n.Field() != python.NameField
	default:
		return !parent.Is(python.Parameters, python.LambdaParameters) && parent.ParameterName() != n
	}
}

// change returns the expression that changes what a use refers to, or none.
func change(use python.Node) python.Node {
	element := use
	for element.Parent().Kind() == python.Subscript && element.Field() == python.ValueField {
		element = element.Parent()
	}
	switch parent := element.Parent(); parent.Kind() {
	case python.Attribute:
		method := parent.Child(python.AttributeField).Text()
		if parent.Parent().Kind() == python.Call && parent.Field() == python.FunctionField && changing[method] {
			return parent.Parent()
		}
	case python.Assignment, python.AugmentedAssignment:
		if element != use && element.Field() == python.LeftField {
			return element
		}
	case python.DeleteStatement, python.PatternList, python.TuplePattern:
		if element != use {
			return element
		}
	}
	return python.Node{}
}
