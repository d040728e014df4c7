package forbid

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/signature"
)

// positional returns the argument by position of a call that a forbid names by its parameter, and what it says with that name: where the
// parameters are known, since a library is in the data or the file has the function.
func positional(call python.Node, wanted, callee string) (python.Node, string) {
	name, value, hasValue := strings.Cut(wanted, "=")
	name, value = strings.TrimSpace(name), strings.TrimSpace(value)
	args := arguments(call)
	if len(args) == 0 {
		return python.Node{}, ""
	}
	at := slices.Index(parameters(call, callee), name)
	if at < 0 || at >= len(args) || slices.ContainsFunc(args[:at+1], func(n python.Node) bool { return n.Kind() == python.ListSplat }) {
		return python.Node{}, ""
	}
	if hasValue && !isValue(args[at], value, maxHops) {
		return python.Node{}, ""
	}
	return args[at], name + "=" + args[at].Text()
}

// parameters returns the names of the parameters that a call gives by position, nil if they are not known.
func parameters(call python.Node, callee string) (names []string) {
	function := call.Child(python.FunctionField)
	for _, qualified := range []string{strings.ReplaceAll(function.QualifiedName(), "()", ""), callee} {
		for _, p := range signature.All()[qualified] {
			names = append(names, p.Name)
		}
		if names != nil {
			return names
		}
	}
	b, ok := function.Binding()
	if !ok || b.Kind != python.Defined {
		return nil
	}
	definition, isMethod := b.Value, false
	if definition.Kind() == python.ClassDefinition {
		definition, isMethod = definition.File().Routine(definition.QualName()+".__init__"), true
	}
	if names = ownParameters(definition); isMethod && len(names) > 0 {
		names = names[1:]
	}
	return names
}

// ownParameters returns the names of the parameters of a function up to those that are given by name only.
func ownParameters(function python.Node) (names []string) {
	for p := range function.Child(python.ParametersField).Children() {
		plain := p
		if p.Kind() == python.TypedParameter {
			plain = p.FirstChild()
		}
		if plain.Is(python.ListSplatPattern, python.DictionarySplatPattern, python.KeywordSeparator) {
			return names
		}
		if name := p.ParameterName(); name.Exists() {
			names = append(names, name.Text())
		}
	}
	return names
}
