package code

import (
	"slices"

	"github.com/agentlint/agentlint/parser/python"
)

// A Use is a name in a line, or an attribute of one: loss, self.model, args.lr.
type Use struct {
	Name     string
	Assigned bool // rather than read
}

// UsesIn returns the names in a line, each once, in their order.
func UsesIn(f *python.File, line Span) (uses []Use) {
	for n := range f.Root().All(python.Identifier, python.Attribute) {
		at := spanOf(n)
		if at.Start >= line.End || at.End <= line.Start || isInChain(n) || isKeyword(n) {
			continue
		}
		if name, ok := chain(n); ok {
			if use := (Use{name, isAssigned(n)}); !slices.Contains(uses, use) {
				uses = append(uses, use)
			}
		}
	}
	return uses
}

// chain is a name with attributes, false if something else is in it.
func chain(n python.Node) (string, bool) {
	switch n.Kind() {
	case python.Identifier:
		return n.Text(), true
	case python.Attribute:
		if object, ok := chain(n.Child(python.ObjectField)); ok {
			return object + "." + n.Child(python.AttributeField).Text(), true
		}
	}
	return "", false
}

// isInChain reports whether a node is part of a chain that is longer, or the name of an attribute. What a method is called on is of
// interest, too.
func isInChain(n python.Node) bool {
	parent := n.Parent()
	if parent.Kind() != python.Attribute {
		return false
	}
	_, ok := chain(parent)
	return n.Field() == python.AttributeField || ok && !isCalled(parent)
}

func isCalled(n python.Node) bool {
	return n.Parent().Kind() == python.Call && n.Field() == python.FunctionField
}

// isKeyword reports whether a node is the name by which an argument is given.
func isKeyword(n python.Node) bool {
	return n.Parent().Kind() == python.KeywordArgument && n.Field() == python.NameField
}

// isAssigned reports whether a node is what a statement binds.
func isAssigned(n python.Node) bool {
	for n.Parent().Is(python.PatternList, python.TuplePattern, python.ListPattern, python.ListSplatPattern) {
		n = n.Parent()
	}
	switch parent := n.Parent(); parent.Kind() {
	case python.Assignment, python.AugmentedAssignment, python.ForStatement:
		return n.Field() == python.LeftField
	case python.NamedExpression, python.FunctionDefinition, python.ClassDefinition:
		return n.Field() == python.NameField
	case python.AsPatternTarget, python.Parameters, python.TypedParameter, python.AliasedImport, python.DottedName:
		return true
	case python.DefaultParameter, python.TypedDefaultParameter:
		return n.Field() == python.NameField
	}
	return false
}
