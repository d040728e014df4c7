// Package raisewithoutfrom defines the rule raise-without-from.
package raisewithoutfrom

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed raisewithoutfrom.md
var page string

// Rule reports exceptions raised in an except clause without a cause.
var Rule = &lint.Rule{
	ID:       "raise-without-from",
	Severity: lint.Note,
	Fix:      lint.MixedFixes,
	Noqa:     []string{"B904", "raise-without-from-inside-except", "W0707", "raise-missing-from"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("use", "exception chain"),
		match.Do("preserve", "exception chain"),
		match.Do("write", "error").With("full context"),
		match.Do("reraise", "").With("exception chain"),
	},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for _, h := range handler.Of(pass) {
		raises := uncaused(&h)
		for i, raise := range raises {
			pass.Report(analysis.Diagnostic{
				Pos: raise.Pos(), End: raise.End(),
				Message:        "the caught exception is not given as the cause; add \"from\" with its name, or \"from None\"",
				SuggestedFixes: fix(&h, raises, i),
			})
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
