package mutability

import (
	"fmt"

	"github.com/agentlint/agentlint/parser/python"
)

// maxCalls is how many functions of a file a value is followed into, one called by the other.
const maxCalls = 3

// Changed ends what [Harm] says of a function that changes the value itself.
const Changed = "changes it"

// Unchanged ends what it says of one that keeps the value in an attribute which nothing in the file changes.
const Unchanged = "keeps it, unchanged in this file"

// Harm says what a function does with the value of a parameter that makes sharing it a fault, as in "line 5 changes it": it
// changes the value, keeps it, or passes it out for others to change. It is empty if the value is only read, or given to
// what is not in the file.
func Harm(param, function python.Node) string {
	return harm(param, function.Child(python.BodyField), maxCalls)
}

func harm(name, body python.Node, calls int) string {
	for change := range Changes(name, body) {
		return told(change, Changed)
	}
	if at := extended(name, body); at.Exists() {
		return told(at, Changed)
	}
	for use := range Uses(name, body) {
		if what := harmOf(carrier(use), calls); what != "" {
			return what
		}
	}
	return ""
}

func told(at python.Node, what string) string {
	return fmt.Sprintf("line %d %s", at.File().Line(at.Pos()), what)
}

// extended returns the place at which += or |= extends the value that a name has had from the start, if nothing else binds it.
func extended(name, body python.Node) (at python.Node) {
	for b := range body.FirstChild().BindingsOf(name.Text()) {
		if b.Kind == python.Augmented {
			at = b.Name
		} else if b.Name != name {
			return python.Node{}
		}
	}
	return at
}

// carrier returns the outermost expression that holds the value of a use itself: x or [], {"a": x}, (x, 1).
func carrier(use python.Node) python.Node {
	for {
		parent := use.Parent()
		switch parent.Kind() {
		case python.ParenthesizedExpression, python.BooleanOperator, python.List, python.Tuple, python.ExpressionList,
			python.Dictionary, python.Pair, python.NamedExpression:
		case python.ConditionalExpression:
			if parent.FirstChild() != use && parent.LastChild() != use {
				return use
			}
		default:
			return use
		}
		use = parent
	}
}

// harmOf says what harm is done to the value of an expression where it stands.
func harmOf(value python.Node, calls int) string {
	switch parent := value.Parent(); parent.Kind() {
	case python.ReturnStatement, python.Yield:
		return told(value, "passes it out for others to change")
	case python.Assignment:
		if value.Field() == python.RightField {
			return harmOfAlias(parent.Child(python.LeftField), calls)
		}
	case python.ArgumentList:
		if parent.Parent().Kind() == python.Call {
			return harmOfCall(parent.Parent(), value, "", calls)
		}
	case python.KeywordArgument:
		if call := parent.Parent().Parent(); call.Kind() == python.Call {
			return harmOfCall(call, value, parent.Child(python.NameField).Text(), calls)
		}
	}
	return ""
}

// harmOfAlias says what harm is done to a value through what it is assigned to.
func harmOfAlias(target python.Node, calls int) string {
	switch target.Kind() {
	case python.Attribute:
		return harmOfAttribute(target)
	case python.Subscript:
		return told(target, "keeps it")
	case python.Identifier:
		function := target.Function()
		if b, ok := target.Binding(); ok && b.Name == target && function.Kind() == python.FunctionDefinition && calls > 0 {
			return harm(target, function.Child(python.BodyField), calls-1)
		}
	}
	return ""
}

// harmOfAttribute says what harm is done to a value that an attribute keeps: that is changed in the file, or it is not. If the attribute is
// also given another value, that may be what is changed.
func harmOfAttribute(target python.Node) string {
	name := target.Child(python.AttributeField).Text()
	var changed python.Node
	isOnlyOne := true
	for n := range target.File().All(python.Attribute) {
		if n == target || n.Child(python.AttributeField).Text() != name {
			continue
		}
		parent := n.Parent()
		isAssigned := n.Field() == python.LeftField
		isOnlyOne = isOnlyOne && !(isAssigned && parent.Kind() == python.Assignment)
		if at := change(n); at.Exists() {
			changed = at
		} else if isAssigned && parent.Kind() == python.AugmentedAssignment {
			changed = n
		}
	}
	switch {
	case !changed.Exists():
		return told(target, Unchanged)
	case !isOnlyOne:
		return told(target, "keeps it")
	}
	return told(changed, Changed)
}

// keepers are the methods of lists, sets and deques that keep what they are given, and the like.
var keepers = map[string]bool{"append": true, "appendleft": true, "insert": true, "add": true, "put": true, "setdefault": true}

// harmOfCall says what harm a call does to its argument: the function of this file that it calls, or a container that keeps it.
func harmOfCall(call, value python.Node, keyword string, calls int) string {
	callee := call.Child(python.FunctionField)
	if callee.Kind() == python.Attribute && keepers[callee.Child(python.AttributeField).Text()] || callee.QualifiedName() == "builtins.setattr" {
		return told(call, "keeps it")
	}
	b, ok := callee.Binding()
	if !ok || b.Value.Kind() != python.FunctionDefinition || calls == 0 {
		return ""
	}
	if param := parameter(b.Value, call, value, keyword); param.Exists() {
		return harm(param, b.Value.Child(python.BodyField), calls-1)
	}
	return ""
}

// parameter returns the name of the parameter of a function that an argument of a call is for, or none.
func parameter(function, call, value python.Node, keyword string) python.Node {
	place := 0
	for argument := range call.Child(python.ArgumentsField).Children() {
		if argument == value {
			break
		}
		place++
	}
	for param := range function.Child(python.ParametersField).Children() {
		name := param.ParameterName()
		if keyword == "" && place == 0 || keyword != "" && name.Text() == keyword {
			return name
		}
		place--
	}
	return python.Node{}
}
