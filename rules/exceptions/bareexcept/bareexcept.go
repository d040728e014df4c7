// Package bareexcept defines the rule bare-except.
package bareexcept

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed bareexcept.md
var page string

// Rule reports except clauses that name no exception.
var Rule = &lint.Rule{
	ID:       "bare-except",
	Severity: lint.Error,
	Craft:    true,
	Noqa:     []string{"E722", "bare-except", "W0702"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("use", "bare except"),
		match.Do("catch", "specific exception"),
		match.Do("except", "specific"),
		match.Avoid("swallow", "exception"),
		match.Avoid("ignore", "raised exception"),
	},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for _, h := range handler.Of(pass) {
		if len(h.Types) == 0 && !reraises(h.Body) {
			keyword := h.Clause.Token(python.KwExcept)
			pass.Report(analysis.Diagnostic{
				Pos: keyword.Pos(), End: keyword.End(),
				Category: string(severity(&h)),
				Message:  "this catches every exception, including KeyboardInterrupt and SystemExit",
				Related:  lint.Tried(h.Guards),
			})
		}
	}
}

// severity is a note if what is tried can't be a part of a training, and a warning at most if somebody gets to know what was caught,
// or the clause does the same again.
func severity(h *handler.Handler) lint.Severity {
	switch {
	case !h.Runs():
		return lint.Note
	case h.Raises(), h.Reports(nil), h.Repeats():
		return lint.Warning
	}
	return lint.Error
}

// reraises reports whether the handler itself, not a statement nested in it, raises what it caught.
func reraises(body python.Node) bool {
	for statement := range body.Children() {
		if statement.Kind() == python.RaiseStatement && !statement.FirstChild().Exists() {
			return true
		}
	}
	return false
}
