package mutabledataclassdefault

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
)

// isUnhashable reports whether a value is an instance of a class of this file that has no hash, which dataclass takes for
// mutable: a dataclass that is compared by its fields and not frozen, or a class with __eq__ alone.
func isUnhashable(value python.Node) bool {
	if value.Kind() != python.Call {
		return false
	}
	b, ok := value.Child(python.FunctionField).Binding()
	if !ok || b.Value.Kind() != python.ClassDefinition || routine.Method(b.Value, "__hash__").Exists() {
		return false
	}
	return routine.Method(b.Value, "__eq__").Exists() || isCompared(b.Value)
}

// isCompared reports whether dataclass makes the __eq__ of a class and no __hash__.
func isCompared(class python.Node) bool {
	for decorator := range class.Decorators() {
		if strings.TrimSuffix(decorator.QualifiedName(), "()") == "dataclasses.dataclass" {
			return !isSet(decorator, "frozen", python.True) && !isSet(decorator, "unsafe_hash", python.True) && !isSet(decorator, "eq", python.False)
		}
	}
	return false
}

// isSet reports whether a decorator has a keyword with a value of a kind.
func isSet(decorator python.Node, name string, kind python.Kind) bool {
	return slices.ContainsFunc(slices.Collect(decorator.Child(python.ArgumentsField).Children()), func(argument python.Node) bool {
		return argument.Child(python.NameField).Text() == name && argument.Child(python.ValueField).Kind() == kind
	})
}
