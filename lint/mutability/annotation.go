package mutability

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/parser/python"
)

// immutable are the annotations whose values have no methods that change them, with or without [arguments]. The list
// is that of ruff 0.16: https://docs.astral.sh/ruff/rules/mutable-argument-default/
var immutable = func() map[string]bool {
	names := map[string]bool{}
	for module, members := range map[string]string{
		"builtins":        "bool bytes complex float frozendict frozenset int object range str tuple",
		"collections.abc": "ByteString Collection Container Iterable Mapping Reversible Sequence Set Sized",
		"typing": "AbstractSet ByteString Callable Collection Container FrozenSet Iterable Literal LiteralString Mapping " +
			"Never NoReturn Reversible Sequence Sized Tuple",
	} {
		for name := range strings.FieldsSeq(members) {
			names[module+"."+name] = true
		}
	}
	return names
}()

// An Annotation judges annotations, those of ruff's list and the qualified names of further ones.
type Annotation struct{ Further []string }

// Promises reports whether a type checker would object to code that changes a value of the annotated type.
func (a Annotation) Promises(annotation python.Node) bool {
	switch annotation.Kind() {
	case python.Type:
		return a.Promises(annotation.FirstChild())
	case python.None:
		return true
	case python.String:
		return a.ofText(strings.Trim(annotation.Text(), `"'`), annotation)
	case python.Identifier, python.Attribute:
		name := annotation.QualifiedName()
		return immutable[name] || slices.Contains(a.Further, name)
	case python.UnionType:
		return a.all(slices.Collect(annotation.Children()))
	case python.BinaryOperator:
		return annotation.Token(python.TokBar).Exists() && a.all(slices.Collect(annotation.Children()))
	case python.GenericType, python.Subscript:
		generic, args := Generic(annotation)
		return a.ofGeneric(generic, args)
	}
	return false
}

// ofGeneric judges generic[args].
func (a Annotation) ofGeneric(generic python.Node, args []python.Node) bool {
	switch name := generic.QualifiedName(); name {
	case "typing.Union", "typing.Optional":
		return a.all(args)
	case "typing.Annotated", "typing_extensions.Annotated":
		return len(args) > 0 && a.Promises(args[0])
	default:
		return immutable[name]
	}
}

func (a Annotation) all(types []python.Node) bool {
	return !slices.ContainsFunc(types, func(t python.Node) bool { return !a.Promises(t) })
}

// Generic splits an annotation such as Optional[int] into what is before the brackets and what is in them. Of anything
// else it returns the annotation itself.
func Generic(annotation python.Node) (generic python.Node, args []python.Node) {
	switch annotation.Kind() {
	case python.Type:
		return Generic(annotation.FirstChild())
	case python.GenericType:
		return annotation.FirstChild(), slices.Collect(annotation.LastChild().Children())
	case python.Subscript:
		return annotation.Child(python.ValueField), slices.Collect(annotation.ChildrenOf(python.SubscriptField))
	}
	return annotation, nil
}
