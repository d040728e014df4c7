package unseededgenerator

import (
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/framework"
)

// isNumeric reports whether a file imports NumPy or an ML framework.
func isNumeric(f *python.File) bool {
	for b := range f.Imports {
		if strings.HasPrefix(b.Target, "numpy") || framework.IsModule(b.Target) {
			return true
		}
	}
	return false
}

// isFallback reports whether a generator is only made for callers that bring none: rng or default_rng(), and the like.
func isFallback(call python.Node) bool {
	if call.Parent().Is(python.ConditionalExpression, python.BooleanOperator) {
		return true
	}
	branch := call.Ancestor(python.IfStatement, python.FunctionDefinition)
	assigned := call.Parent().Child(python.LeftField)
	if branch.Kind() != python.IfStatement || assigned.Kind() != python.Identifier {
		return false
	}
	condition := branch.Child(python.ConditionField).Text()
	return condition == assigned.Text()+" is None" || condition == "not "+assigned.Text()
}

// isSeededLater reports whether a seed is set on the name that a new generator goes to.
func isSeededLater(call python.Node) bool {
	name := call.Parent().Child(python.LeftField).Text()
	if call.Parent().Kind() != python.Assignment {
		return false
	}
	for attribute := range call.File().All(python.Attribute) {
		if attribute.Child(python.ObjectField).Text() == name && attribute.Child(python.AttributeField).Text() == "seed" {
			return true
		}
	}
	return false
}

// isShared reports whether a study is kept where several processes work on it.
func isShared(call python.Node) bool {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Is(python.DictionarySplat) || arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == "storage" {
			return true
		}
	}
	return false
}

// drawsRows reports whether a call draws rows of a table of Polars, and is given no seed.
func drawsRows(call python.Node, name string) bool {
	if !strings.HasPrefix(name, "polars.") || !strings.HasSuffix(name, ").sample") && !strings.HasSuffix(name, ").shuffle") {
		return false
	}
	for arg := range call.Child(python.ArgumentsField).Children() {
		isSeed := arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == "seed"
		if isSeed && !isNone(arg.Child(python.ValueField)) || arg.Is(python.DictionarySplat) {
			return false
		}
	}
	return true
}

// seedsPolars reports whether something in a file seeds the generator of Polars.
func seedsPolars(f *python.File) bool {
	for call := range f.All(python.Call) {
		if call.Child(python.FunctionField).QualifiedName() == "polars.set_random_seed" {
			return true
		}
	}
	return false
}
