package implicitmembers

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
)

// sayUnhashable writes down what Python does: __hash__ = None. It is safe unless a decorator, a metaclass or a base may look
// for __hash__ in the class body. There is none after a comment, which belongs to the method.
func sayUnhashable(class, eq python.Node) []analysis.SuggestedFix {
	f := eq.File()
	indent, alone := eq.Indentation()
	if !alone || strings.Contains(indent, "\f") || !routine.IsWhole(f) || !endsLine(eq) {
		return nil
	}
	text := f.LineEnd() + f.LineEnd() + indent + "__hash__ = None"
	edit := analysis.TextEdit{Pos: eq.End(), End: eq.End(), NewText: []byte(text)}
	if isPlain(class, map[python.Node]bool{}) {
		return lint.SafeFix("declare it unhashable", edit)
	}
	return lint.UnsafeFix("declare it unhashable", edit)
}

// endsLine reports whether a method ends its last line, and does not end in a comment.
func endsLine(method python.Node) bool {
	for comment := range method.All(python.Comment) {
		if comment.Stop() == method.Stop() {
			return false
		}
	}
	rest, _, _ := bytes.Cut(method.File().Text()[method.Stop():], []byte("\n"))
	return len(bytes.TrimSpace(rest)) == 0
}

// isPlain reports whether Python alone makes a class out of its body: nothing decorates it, and all its bases are plain.
func isPlain(class python.Node, seen map[python.Node]bool) bool {
	if !class.Exists() || seen[class] || class.Parent().Kind() == python.DecoratedDefinition {
		return false
	}
	seen[class] = true
	for base := range class.Child(python.SuperclassesField).Children() {
		name := base.QualifiedName()
		local := class.File().Class(strings.TrimPrefix(name, python.Local))
		isLocal := strings.HasPrefix(name, python.Local) && isPlain(local, seen)
		if name != "builtins.object" && !slices.Contains(modules, name) && !isLocal {
			return false
		}
	}
	return true
}
