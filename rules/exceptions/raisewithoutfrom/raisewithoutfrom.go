// Package raisewithoutfrom defines the rule raise-without-from.
package raisewithoutfrom

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed raisewithoutfrom.md
var page string

// Rule reports exceptions raised in an except clause without a cause.
var Rule = &lint.Rule{
	ID:         "raise-without-from",
	Severity:   lint.Note,
	Noqa:       []string{"B904"},
	Page:       page,
	Boundaries: []string{"full context"},
	AnyPython:  true,
	Requires:   []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for _, h := range handler.Of(pass) {
		raises := uncaused(&h)
		for i, raise := range raises {
			d := analysis.Diagnostic{
				Pos: raise.Pos(), End: raise.End(),
				Message: "the exception that led to this one is not named as its cause; add \"from\" and the caught exception, or \"from None\"",
			}
			switch {
			case h.Name.Exists():
				d.SuggestedFixes = lint.SafeFix("raise it from "+h.Name.Text(), from(raise, h.Name.Text()))
			case i == 0:
				d.SuggestedFixes = nameAndRaise(&h, raises)
			}
			pass.Report(d)
		}
	}
}

// uncaused returns what the clause itself raises without a cause; an inner try statement speaks for itself.
func uncaused(h *handler.Handler) (raises []python.Node) {
	for n := range h.Body.Walk(python.FunctionDefinition, python.ClassDefinition, python.TryStatement) {
		if n.Kind() != python.RaiseStatement || n.Child(python.CauseField).Exists() {
			continue
		}
		raised := n.FirstChild()
		if raised.Exists() && !h.IsCaught(raised) && !n.Token(python.KwFrom).Exists() && raised.Kind() != python.ExpressionList && !isExit(raised) {
			raises = append(raises, n)
		}
	}
	return raises
}

// exits are exceptions of which nobody sees the cause: they end the program, a loop or a request.
var exits = []string{"builtins.SystemExit", "builtins.KeyboardInterrupt", "builtins.StopIteration", "builtins.StopAsyncIteration",
	"builtins.GeneratorExit", "typer.Exit", "typer.Abort", "click.exceptions.Exit", "click.Abort", "argparse.ArgumentTypeError"}

func isExit(raised python.Node) bool {
	if raised.Kind() == python.Call {
		raised = raised.Child(python.FunctionField)
	}
	return slices.Contains(exits, raised.QualifiedName())
}

func from(raise python.Node, name string) analysis.TextEdit {
	return analysis.TextEdit{Pos: raise.End(), End: raise.End(), NewText: []byte(" from " + name)}
}

// newName is what a fix calls an exception that has no name.
const newName = "e"

// nameAndRaise names what the clause catches and makes it the cause of all that the clause raises. There is no such fix for a
// bare clause, or where the name is taken.
func nameAndRaise(h *handler.Handler, raises []python.Node) []analysis.SuggestedFix {
	caught := h.Clause.FirstChild()
	if len(h.Types) == 0 || isTaken(h.Clause.Function()) {
		return nil
	}
	edits := []analysis.TextEdit{{Pos: caught.End(), End: caught.End(), NewText: []byte(" as " + newName)}}
	for _, raise := range raises {
		edits = append(edits, from(raise, newName))
	}
	return lint.SafeFix("name it and raise from it", edits...)
}

func isTaken(scope python.Node) bool {
	for n := range scope.All(python.Identifier) {
		if n.Text() == newName {
			return true
		}
	}
	return false
}
