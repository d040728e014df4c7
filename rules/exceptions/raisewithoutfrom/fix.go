package raisewithoutfrom

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
)

// fix makes what a clause catches the cause of what its i-th raise raises. Clauses of Python 2, which knows no cause, have none.
func fix(h *handler.Handler, raises []python.Node, i int) []analysis.SuggestedFix {
	newness := makes(h, raises[i])
	switch {
	case newness == unknown || h.Clause.File().IsPython2():
		return nil
	case !h.Name.Exists() && i == 0:
		return nameAndRaise(h, raises)
	case !h.Name.Exists() || !isKept(h):
		return nil
	case newness == likely:
		return lint.UnsafeFix("raise it from "+h.Name.Text(), from(raises[i], h.Name.Text()))
	}
	return lint.SafeFix("raise it from "+h.Name.Text(), from(raises[i], h.Name.Text()))
}

func from(raise python.Node, name string) analysis.TextEdit {
	return analysis.TextEdit{Pos: raise.End(), End: raise.End(), NewText: []byte(" from " + name)}
}

// isKept reports whether the name of what is caught stands for that to the end of the clause, where Python deletes it.
func isKept(h *handler.Handler) bool {
	found := 0
	for b := range h.Name.Bindings() {
		if found++; h.Body.Contains(b.Name) {
			return false
		}
	}
	return found < python.MaxBindings
}

// A newness says whether a raise makes the exception that it raises. One that was there before may have a cause already, or be
// what was caught.
type newness uint8

const (
	unknown newness = iota
	likely          // a function returns it
	certain
)

func makes(h *handler.Handler, raise python.Node) newness {
	raised := raise.FirstChild()
	for raised.Kind() == python.ParenthesizedExpression {
		raised = raised.FirstChild()
	}
	callee := raised.Child(python.FunctionField)
	switch {
	case raised.Kind() == python.Call && isClass(callee, true), isClass(raised, false):
		return certain
	case raised.Kind() == python.Call && !h.IsCaught(callee.Child(python.ObjectField)):
		return likely
	}
	return unknown
}

// isClass reports whether an expression names a class: by its name, or it is the type of something. What has a name in capitals
// only may be an object, unless it is called.
func isClass(n python.Node, isCalled bool) bool {
	name := n.Text()
	if n.Kind() == python.Attribute {
		name = n.Child(python.AttributeField).Text()
	}
	first, _ := utf8.DecodeRuneInString(strings.TrimLeft(name, "_"))
	isName := unicode.IsUpper(first) && (isCalled || strings.ToUpper(name) != name)
	switch n.Kind() {
	case python.Attribute:
		return isName
	case python.Identifier:
		return isName && !isVariable(n)
	case python.Call:
		return n.Child(python.FunctionField).QualifiedName() == "builtins.type"
	}
	return false
}

// isVariable reports whether anything but an import or a class may be what a name stands for.
func isVariable(n python.Node) bool {
	for b := range n.Bindings() {
		if b.Kind != python.Imported && b.Kind != python.Defined {
			return true
		}
	}
	return false
}

// newName is what a fix calls an exception that has no name.
const newName = "e"

// nameAndRaise names what the clause catches and makes it the cause of all that the clause raises. There is no such fix for a
// bare clause, where the name is taken or may be, or where a clause around or inside this one may get the same name.
func nameAndRaise(h *handler.Handler, raises []python.Node) []analysis.SuggestedFix {
	caught := h.Clause.FirstChild()
	isSure := !slices.ContainsFunc(raises, func(raise python.Node) bool { return makes(h, raise) != certain })
	if len(h.Types) == 0 || !isSure || isNested(h.Clause) || isTaken(h.Clause.Function()) {
		return nil
	}
	edits := []analysis.TextEdit{{Pos: caught.End(), End: caught.End(), NewText: []byte(" as " + newName)}}
	for _, raise := range raises {
		edits = append(edits, from(raise, newName))
	}
	return lint.SafeFix("name it and raise from it", edits...)
}

func isNested(clause python.Node) bool {
	for range clause.All(python.ExceptClause, python.ExceptGroupClause) {
		return true
	}
	return clause.Ancestor(python.ExceptClause, python.ExceptGroupClause).Exists()
}

// telling are the names that show that a scope has the new name, or may use it by other ways than code.
var telling = []string{newName, "locals", "vars", "dir", "eval", "exec", "globals"}

// isTaken reports whether a function, or the module, has the new name already, or may have it.
func isTaken(scope python.Node) bool {
	for _, name := range telling {
		for range scope.Identifiers(name) {
			return true
		}
	}
	return scope.Kind() == python.Module && len(scope.File().StarImports()) > 0
}
