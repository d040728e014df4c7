// Package mutability tells which values several parts of a program may share and change, by what creates them and how
// they are annotated.
package mutability

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// mutableCalls are the callables of the standard library that ruff knows to return something mutable.
var mutableCalls = map[string]bool{
	"builtins.dict": true, "builtins.list": true, "builtins.set": true,
	"collections.Counter": true, "collections.OrderedDict": true, "collections.defaultdict": true, "collections.deque": true,
}

// IsMutable reports whether an expression makes a list, dict, set or another container that has methods to change it.
func IsMutable(value python.Node) bool {
	switch value.Kind() {
	case python.List, python.Dictionary, python.Set,
		python.ListComprehension, python.DictionaryComprehension, python.SetComprehension:
		return true
	case python.Call:
		callee, _ := Generic(value.Child(python.FunctionField)) // list[int]()
		return mutableCalls[callee.QualifiedName()]
	}
	return false
}

// Holds reports whether an expression gives a value that can be changed, or has one in it: a tuple of lists, one of the sides
// of a condition, a list that is made of others.
func Holds(value python.Node) bool {
	switch value.Kind() {
	case python.ParenthesizedExpression, python.Tuple, python.BooleanOperator, python.ListSplat:
		return slices.ContainsFunc(slices.Collect(value.Children()), Holds)
	case python.ConditionalExpression:
		return Holds(value.FirstChild()) || Holds(value.LastChild())
	case python.NamedExpression:
		return Holds(value.Child(python.ValueField))
	case python.BinaryOperator:
		isJoined := value.Token(python.TokPlus).Exists() || value.Token(python.TokStar).Exists() || value.Token(python.TokBar).Exists()
		return isJoined && (IsMutable(value.Child(python.LeftField)) || IsMutable(value.Child(python.RightField)))
	}
	return IsMutable(value)
}

// Unparenthesized returns the expression inside all parentheses around it.
func Unparenthesized(n python.Node) python.Node {
	for n.Kind() == python.ParenthesizedExpression {
		n = n.FirstChild()
	}
	return n
}

// shown is how many code points of an expression a message shows.
const shown = 40

// Short returns source code on one line, cut to what a message can show.
func Short(code string) string {
	line := []rune(strings.Join(strings.Fields(code), " "))
	if len(line) > shown {
		return string(line[:shown-1]) + "…"
	}
	return string(line)
}
