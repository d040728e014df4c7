package trainloadernotshuffled

import (
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// What a data set is called, or made of, that is the training part or another one.
var (
	trainingPart = pattern.New(`(?i)(^|[^a-z])train`)
	otherPart    = pattern.New(`(?i)val|test|eval|train=False`)
)

// isTrainingAmongOthers reports whether a loader is the one for training among those of several parts that are made together, in a
// collection: DataLoader(train), DataLoader(val).
func isTrainingAmongOthers(call python.Node) bool {
	among := call.Parent()
	if !among.Is(python.Tuple, python.List, python.ExpressionList) {
		return false
	}
	hasOther := false
	for other := range among.Children() {
		hasOther = hasOther || loaders[other.Child(python.FunctionField).QualifiedName()] && otherPart.MatchString(firstArgument(other).Text())
	}
	part := firstArgument(call).Text()
	return hasOther && trainingPart.MatchString(part) && !otherPart.MatchString(part) && !otherPass.MatchString(part)
}

func firstArgument(call python.Node) python.Node {
	return dataset(call.Child(python.ArgumentsField).FirstChild())
}

// unsetParameter is the parameter of a function or method of the same file that says whether the loader that it returns shuffles, if
// that is False by default and a call does not give it; "" if there is none.
func unsetParameter(call python.Node) (shuffle string) {
	name, isLocal := strings.CutPrefix(call.Child(python.FunctionField).QualifiedName(), python.Local)
	function := call.File().Routine(strings.ReplaceAll(name, "()", "")) // of a method, that of the class
	if !isLocal || !function.Exists() || isStreamed(firstArgument(call)) {
		return ""
	}
	loader := returned(function)
	if !loaders[loader.Child(python.FunctionField).QualifiedName()] {
		return ""
	}
	for arg := range loader.Child(python.ArgumentsField).Children() {
		switch name := arg.Child(python.NameField).Text(); {
		case arg.Is(python.ListSplat, python.DictionarySplat), strings.HasSuffix(name, "sampler"):
			return ""
		case name == "shuffle":
			shuffle = arg.Child(python.ValueField).Text()
		}
	}
	if !isFalseByDefault(function, shuffle, call) {
		return ""
	}
	return shuffle
}

// returned is the only thing that a function returns.
func returned(function python.Node) (v python.Node) {
	for statement := range function.All(python.ReturnStatement) {
		if v.Exists() {
			return python.Node{}
		}
		v = statement.FirstChild()
	}
	return v
}

// isFalseByDefault reports whether a parameter of a function is False unless a call gives it, and the call doesn't.
func isFalseByDefault(function python.Node, parameter string, call python.Node) bool {
	at, found := 0, false
	for p := range function.Child(python.ParametersField).Children() {
		name := p.ParameterName().Text()
		if name == parameter {
			found = p.Child(python.ValueField).Kind() == python.False
			break
		}
		if name != "self" {
			at++
		}
	}
	given := 0
	for arg := range call.Child(python.ArgumentsField).Children() {
		switch {
		case arg.Is(python.ListSplat, python.DictionarySplat), arg.Child(python.NameField).Text() == parameter:
			return false
		case arg.Kind() != python.KeywordArgument:
			given++
		}
	}
	return found && given <= at
}
