package mutability

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/python"
)

// dotted matches a name and what stands in the brackets after it.
var dotted = pattern.New(`^(\w+)((?:\.\w+)*)(?:\[(.*)\])?$`)

// maxQuoted is how long an annotation in quotes may be: it is read anew in each of its brackets.
const maxQuoted = 500

// ofText judges an annotation in quotes, whose names mean what they do at the node at.
func (a Annotation) ofText(text string, at python.Node) bool {
	if len(text) > maxQuoted {
		return false
	}
	if parts := split(text, '|'); len(parts) > 1 {
		return a.allTexts(parts, at)
	}
	text = strings.TrimSpace(text)
	m := dotted.FindStringSubmatch(text)
	switch {
	case text == "None":
		return true
	case m == nil:
		return false
	}
	switch name := qualified(m[1], at) + m[2]; name {
	case "typing.Union", "typing.Optional":
		return a.allTexts(split(m[3], ','), at)
	case "typing.Annotated", "typing_extensions.Annotated":
		return a.ofText(split(m[3], ',')[0], at)
	default:
		return immutable[name] || slices.Contains(a.Further, name)
	}
}

func (a Annotation) allTexts(types []string, at python.Node) bool {
	return !slices.ContainsFunc(types, func(t string) bool { return !a.ofText(t, at) })
}

// qualified returns what an import binds a name to that is used at a node, or the builtin of that name.
func qualified(name string, at python.Node) string {
	out := "builtins." + name
	for b := range at.BindingsOf(name) {
		if b.Kind != python.Imported {
			return ""
		}
		out = b.Target
	}
	return out
}

// split splits text at a separator that stands in no brackets.
func split(text string, separator rune) (parts []string) {
	depth, start := 0, 0
	for i, r := range text {
		switch {
		case r == '[':
			depth++
		case r == ']':
			depth--
		case r == separator && depth == 0:
			parts = append(parts, text[start:i])
			start = i + 1
		}
	}
	return append(parts, text[start:])
}
