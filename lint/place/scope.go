package place

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// What a text has besides the names that must be known where it is put.
var (
	quotes = pattern.New(`"[^"]*"`)
	names  = pattern.New(`\.?\b[A-Za-z_]\w*\b(\s*=[^=])?`)
	others = strings.Fields("True False None and as if in is lambda not or with")
)

// isKnown reports whether the names in a text are known at an offset where a node is.
func isKnown(at python.Node, offset int, text string) bool {
	for _, name := range names.FindAllString(quotes.ReplaceAllString(text, ""), -1) {
		isOther := strings.HasPrefix(name, ".") || strings.Contains(name, "=") || slices.Contains(others, name)
		if !isOther && !isNameKnown(at, offset, name) {
			return false
		}
	}
	return true
}

// isNameKnown reports whether a name has a value at an offset where a node is: something before it binds the name, or something around its
// function. A name that nothing binds is known if the function uses it.
func isNameKnown(at python.Node, offset int, name string) bool {
	isBound := false
	for b := range at.BindingsOf(name) {
		isBound = true
		if b.Kind != python.Deleted && (b.Name.Start() < offset || b.Name.Function() != at.Function()) {
			return true
		}
	}
	return !isBound && isUsed(at.Function(), name)
}

// isUsed reports whether a function uses a name itself.
func isUsed(function python.Node, name string) bool {
	for n := range function.Identifiers(name) {
		isName := n.Field() != python.AttributeField && !n.Parent().Is(python.DottedName, python.AliasedImport) && !(n.Parent().Kind() == python.KeywordArgument && n.Field() == python.NameField)
		if isName && n.Function() == function {
			return true
		}
	}
	return false
}

// named returns a name, or an attribute of one, if that is the same at a node.
func named(n, at python.Node) (string, bool) {
	first := n
	for first.Kind() == python.Attribute {
		first = first.Child(python.ObjectField)
	}
	if first.Kind() != python.Identifier || !isSameName(first, at) {
		return "", false
	}
	return n.Text(), true
}

// assigned returns what the result of a call is assigned to.
func assigned(call, at python.Node) (string, bool) {
	for call.Parent().Kind() == python.Attribute && call.Parent().Parent().Kind() == python.Call { // model.to(device)
		call = call.Parent().Parent()
	}
	parent := call.Parent()
	if parent.Kind() != python.Assignment || call.Field() != python.RightField {
		return "", false
	}
	name := parent.Child(python.LeftField)
	for other := range call.File().All(python.Assignment) { // it may be None then
		if left := other.Child(python.LeftField); other != parent && left.Text() == name.Text() && left.Function() == name.Function() {
			return "", false
		}
	}
	return named(name, at)
}

// wrappers match what goes over its first argument one by one.
var wrappers = pattern.New(`^(enumerate|tqdm|trange|(tqdm|progress)\.\w+)$`)

// iterated returns what a loop goes over.
func iterated(loop, at python.Node) (string, bool) {
	over := loop.Child(python.RightField)
	for over.Kind() == python.Call && wrappers.MatchString(over.Child(python.FunctionField).Text()) {
		over = over.Child(python.ArgumentsField).FirstChild()
	}
	return named(over, at)
}

// isSameName reports whether a name stands for the same at a node.
func isSameName(name, at python.Node) bool {
	if name.Text() == "self" {
		class := at.Function().Class()
		return class.Exists() && class == name.Function().Class()
	}
	binding := func(n python.Node) (b python.Binding, ok bool) {
		for b := range n.BindingsOf(name.Text()) {
			return b, true
		}
		return b, false
	}
	here, isBound := binding(name)
	there, isBoundThere := binding(at)
	if !isBound && !isBoundThere {
		return name.Function() == at.Function()
	}
	return isBound && isBoundThere && here.Name == there.Name
}

// counters match what counts the turns of a loop, and its variable.
var (
	counters   = pattern.New(`^(range|trange|tqdm|tqdm\.(tqdm|trange))$|\.(arange|trange)$`)
	counterFor = pattern.New(`(?i)epoch|(^|_)(step|iter|iteration|round|ep|it|i|n)($|_)`)
)

// variable returns the variable of a loop around a node that counts its turns.
func variable(of, at python.Node) (string, bool) {
	loop := loopAt(of)
	if loop.Kind() != python.ForStatement || !loop.Child(python.BodyField).Contains(at) || loop.Function() != at.Function() {
		return "", false
	}
	variable, over := loop.Child(python.LeftField), loop.Child(python.RightField)
	callee := over.Child(python.FunctionField).Text()
	if callee == "enumerate" && variable.Is(python.PatternList, python.TuplePattern) {
		variable = variable.FirstChild()
	} else if !counters.MatchString(callee) && !counterFor.MatchString(variable.Text()) {
		return "", false
	}
	if variable.Kind() != python.Identifier {
		return "", false
	}
	for b := range at.BindingsOf(variable.Text()) {
		if b.Name != variable && loop.Contains(b.Name) {
			return "", false // it is something else by then
		}
	}
	return variable.Text(), true
}
