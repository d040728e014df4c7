// Package handler says what except clauses catch and what they do with it. It decides once for all rules which fault
// a clause has, so that one clause is reported once.
package handler

import (
	"go/token"
	"iter"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/python"
)

// Analyzer is what a rule requires to read a file's except clauses with [Of].
var Analyzer = &analysis.Analyzer{
	Name:       "handler",
	Doc:        "the except clauses of one Python file",
	Requires:   []*analysis.Analyzer{python.Analyzer},
	ResultType: reflect.TypeFor[[]Handler](),
	Run:        func(pass *analysis.Pass) (any, error) { return find(python.Of(pass)), nil },
}

// Of returns the except clauses of the file that pass is about, in source order. A rule may call it if it requires
// [Analyzer].
func Of(pass *analysis.Pass) []Handler { return pass.ResultOf[Analyzer].([]Handler) }

// A Handler is one except clause, or a with statement that does what "except Exception: pass" does.
type Handler struct {
	Clause python.Node   // the whole clause or with statement
	Types  []python.Node // the exceptions that it names, tuples taken apart; none if it is bare
	Name   python.Node   // the identifier after as, or none
	Body   python.Node   // the block
	Guards python.Node   // the block after try
}

// Pos returns where the clause starts. With End it makes the clause's head an analysis.Range.
func (h *Handler) Pos() token.Pos { return h.Clause.Pos() }

// End returns where the colon stands.
func (h *Handler) End() token.Pos { return h.Clause.Token(python.TokColon).Pos() }

func find(f *python.File) (all []Handler) {
	for clause := range f.All(python.ExceptClause, python.ExceptGroupClause) {
		all = append(all, read(clause))
	}
	slices.SortFunc(all, func(a, b Handler) int { return a.Clause.ID() - b.Clause.ID() })
	return all
}

func read(clause python.Node) Handler {
	h := Handler{Clause: clause, Guards: clause.Parent().Child(python.BodyField)}
	for child := range clause.Children() {
		switch {
		case child.Kind() == python.Block:
			h.Body = child
		case len(h.Types) > 0: // except A, e: of Python 2
			h.Name = child
		case child.Kind() == python.AsPattern:
			h.Types = types(child.FirstChild())
			h.Name = child.LastChild().FirstChild()
		default:
			h.Types = types(child)
		}
	}
	return h
}

// Suppressing returns the with statements of a file that suppress Exception or BaseException, as clauses without a body.
func Suppressing(f *python.File) (all []Handler) {
	for item := range f.All(python.WithItem) {
		call := item.Child(python.ValueField)
		if call.Kind() != python.Call || call.Child(python.FunctionField).QualifiedName() != "contextlib.suppress" {
			continue
		}
		with := item.Ancestor(python.WithStatement)
		h := Handler{Clause: with, Types: slices.Collect(call.Child(python.ArgumentsField).Children()), Guards: with.Child(python.BodyField)}
		if h.Broad().Exists() {
			all = append(all, h)
		}
	}
	return all
}

// types takes apart (A, (B, C)) and *A, which is how the grammar reads except* A.
func types(n python.Node) (all []python.Node) {
	switch n.Kind() {
	case python.Tuple, python.ParenthesizedExpression, python.ListSplat:
		for part := range n.Children() {
			all = append(all, types(part)...)
		}
		return all
	}
	return []python.Node{n}
}

// TypeName returns the qualified name of an exception, without "builtins.", or its text if it does not resolve.
func TypeName(exception python.Node) string {
	name := exception.QualifiedName()
	if name == "" {
		name = exception.Text()
	}
	return strings.TrimPrefix(name, "builtins.")
}

// Broad returns which of the types is Exception or BaseException, or none.
func (h *Handler) Broad() python.Node {
	for _, t := range h.Types {
		switch t.QualifiedName() {
		case "builtins.Exception", "builtins.BaseException":
			return t
		}
	}
	return python.Node{}
}

// Caught returns the source of what the clause names, such as (OSError, ValueError); "everything" if it is bare.
func (h *Handler) Caught() string {
	if len(h.Types) == 0 {
		return "everything"
	}
	names := make([]string, len(h.Types))
	for i, t := range h.Types {
		names[i] = t.Text()
	}
	if len(names) == 1 {
		return names[0]
	}
	return "(" + strings.Join(names, ", ") + ")"
}

// own yields what the clause itself does: not what the functions and classes defined in it do.
func (h *Handler) own() iter.Seq[python.Node] {
	return h.Body.Walk(python.FunctionDefinition, python.ClassDefinition, python.Lambda)
}

// calls yields the calls that the clause itself makes.
func (h *Handler) calls() iter.Seq[python.Node] {
	return func(yield func(python.Node) bool) {
		for n := range h.own() {
			if n.Kind() == python.Call && !yield(n) {
				return
			}
		}
	}
}

// all reports whether there are types and the condition holds for the name of each.
func (h *Handler) all(condition func(name string) bool) bool {
	for _, t := range h.Types {
		if !condition(TypeName(t)) {
			return false
		}
	}
	return len(h.Types) > 0
}

// Raises reports whether the clause raises anything, if only at times. SystemExit ends the program, and its traceback is not shown.
func (h *Handler) Raises() bool {
	for n := range h.own() {
		if n.Kind() == python.RaiseStatement && !isExit(n) {
			return true
		}
	}
	return false
}

// isExit recognises raise SystemExit and raise SystemExit(1).
func isExit(raise python.Node) bool {
	return strings.TrimSuffix(raise.FirstChild().QualifiedName(), "()") == "builtins.SystemExit"
}

// Reraises reports whether the clause raises what it caught, as it is or as the cause of another exception; what an
// inner try statement may catch again does not count. It is what ruff's BLE001 asks for.
func (h *Handler) Reraises() bool {
	for n := range h.Body.Walk(python.FunctionDefinition, python.ClassDefinition, python.TryStatement) {
		if n.Kind() != python.RaiseStatement {
			continue
		}
		raised, cause := n.FirstChild(), n.Child(python.CauseField)
		if !raised.Exists() || h.IsCaught(raised) || h.IsCaught(cause) {
			return true
		}
	}
	return false
}

// IsCaught reports whether n is the name that the clause gives to what it caught, in parentheses or not.
func (h *Handler) IsCaught(n python.Node) bool {
	for n.Kind() == python.ParenthesizedExpression {
		n = n.FirstChild()
	}
	return h.Name.Exists() && n.Kind() == python.Identifier && n.Text() == h.Name.Text()
}

// Around returns the clause in whose body n stands, in the same function, or false.
func Around(n python.Node) (Handler, bool) {
	clause := n.Ancestor(python.ExceptClause, python.ExceptGroupClause)
	if !clause.Exists() || clause.Function() != n.Function() {
		return Handler{}, false
	}
	h := read(clause)
	return h, h.Body.Contains(n)
}
