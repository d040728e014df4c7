package implicitmembers

import (
	"bytes"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
)

// sayUnhashable writes down what Python does: __hash__ = None. It is safe unless a decorator, a metaclass or a base may look
// for __hash__ in the class body.
func sayUnhashable(class, eq python.Node) []analysis.SuggestedFix {
	indent, alone := eq.Indentation()
	if !alone || strings.Contains(indent, "\f") || !routine.IsWhole(eq.File()) {
		return nil
	}
	f := eq.File()
	at := token.Pos(f.Base + behind(f, eq, len(indent)))
	text := f.LineEnd() + f.LineEnd() + indent + "__hash__ = None"
	edit := analysis.TextEdit{Pos: at, End: at, NewText: []byte(text)}
	if isPlain(class, map[python.Node]bool{}) {
		return lint.SafeFix("say that it can't be hashed", edit)
	}
	return lint.UnsafeFix("say that it can't be hashed", edit)
}

// behind returns the offset of the end of a method's last line, with the comments in and below it that are indented like
// its body.
func behind(f *python.File, method python.Node, indent int) int {
	line := f.Line(method.End())
	for next := line + 1; ; next++ {
		text := f.Source.Line(next)
		if comment := bytes.TrimLeft(text, " \t"); !bytes.HasPrefix(comment, []byte("#")) || len(text)-len(comment) <= indent {
			break
		}
		line = next
	}
	return f.Source.LineStart(line) + len(f.Source.Line(line))
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
