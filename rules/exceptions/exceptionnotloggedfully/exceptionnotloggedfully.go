// Package exceptionnotloggedfully defines the rule exception-not-logged-fully.
package exceptionnotloggedfully

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed exceptionnotloggedfully.md
var page string

// Options are what a project may set.
type Options struct {
	RequireTraceback bool `yaml:"require-traceback"` // every error that a clause logs must come with the traceback
}

// Rule reports clauses that log that something failed, not what.
var Rule = &lint.Rule{
	ID:       "exception-not-logged-fully",
	Severity: lint.Warning,
	Fix:      lint.MixedFixes,
	Craft:    true,
	Noqa:     []string{"TRY400", "error-instead-of-exception"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("write", "error"),
		match.Do("write", "error").With("full context"),
		match.Do("handle", "error").With("full context"),
	},
	Options:   Options{},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	if lint.Options[Options](pass).RequireTraceback {
		for call := range python.Of(pass).All(python.Call) {
			if _, ok := handler.Around(call); ok && method(call).Text() == "error" && handler.IsError(call) && !handler.HasTraceback(call) {
				report(pass, call, "this error is logged without its traceback", nil)
			}
		}
		return
	}
	for _, h := range handler.Of(pass) {
		if h.Fault() == handler.LogsPartly {
			report(pass, h.PartialLog(), "the log says that something failed, but contains neither the exception nor its traceback", lint.Tried(h.Guards))
		}
	}
}

func report(pass *analysis.Pass, call python.Node, message string, about []analysis.RelatedInformation) {
	pass.Report(analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Message: message, Related: about, SuggestedFixes: fix(call)})
}

// method returns the name by which a call calls: error in logger.error(…) and in error(…).
func method(call python.Node) python.Node {
	callee := call.Child(python.FunctionField)
	if name := callee.Child(python.AttributeField); name.Exists() {
		return name
	}
	return callee
}

// fix calls exception instead of error. It is safe on a logger of the standard library: all have the method. It is not with a
// stacklevel, which counts one call more then before Python 3.11.
func fix(call python.Node) []analysis.SuggestedFix {
	name := method(call)
	if name.Text() != "error" || name.Field() != python.AttributeField || handler.SetsTraceback(call) {
		return nil
	}
	edit := analysis.TextEdit{Pos: name.Pos(), End: name.End(), NewText: []byte("exception")}
	isLogging := slices.Contains([]string{"logging.error", "logging.getLogger().error"}, call.Child(python.FunctionField).QualifiedName())
	if isLogging && !hasStackLevel(call) {
		return lint.SafeFix("log with exception", edit)
	}
	return lint.UnsafeFix("log with exception", edit)
}

// hasStackLevel reports whether a call has the argument stacklevel, or may have it.
func hasStackLevel(call python.Node) bool {
	for arg := range call.Child(python.ArgumentsField).Children() {
		if arg.Kind() == python.DictionarySplat || arg.Child(python.NameField).Text() == "stacklevel" {
			return true
		}
	}
	return false
}
