// Package emptyexcept defines the rule empty-except.
package emptyexcept

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed emptyexcept.md
var page string

// Options are what a project may set.
type Options struct {
	CheckTyped bool `yaml:"check-typed"` // report clauses that name an exception other than Exception and BaseException
	Defer      bool `yaml:"defer"`       // leave clauses alone that another rule reports or that have an excuse
}

// Rule reports except clauses that do nothing.
var Rule = &lint.Rule{
	ID:       "empty-except",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Craft:    true,
	Noqa:     []string{"S110", "S112", "try-except-pass", "try-except-continue"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("use", "empty catch"),
		match.Avoid("swallow", "exception"),
		match.Avoid("ignore", "raised exception"),
		match.Avoid("catch", "exception").Without("reaction"),
	},
	Options:   Options{CheckTyped: true, Defer: true},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	for _, h := range append(handler.Suppressing(python.Of(pass)), handler.Of(pass)...) {
		if options.reports(&h) {
			pass.Report(analysis.Diagnostic{
				Pos: h.Pos(), End: h.End(),
				Category:       string(h.Severity()),
				Message:        h.Caught() + " is caught and ignored: nobody learns that it happened",
				Related:        lint.Tried(h.Guards),
				SuggestedFixes: fix(&h),
			})
		}
	}
}

func (o Options) reports(h *handler.Handler) bool {
	isTyped := len(h.Types) > 0 && !h.Broad().Exists()
	switch {
	case isTyped && !o.CheckTyped:
		return false
	case o.Defer:
		return h.Fault() == handler.Empty
	}
	return h.IsEmpty()
}

// fix logs what is caught, if the file has something to log with and the body is one word.
func fix(h *handler.Handler) []analysis.SuggestedFix {
	logger, statement := handler.Logger(h.Clause.File()), h.Body.FirstChild()
	if logger == "" || statement != h.Body.LastChild() {
		return nil
	}
	call := logger + `.exception("ignored ` + h.Caught() + `")`
	edit := analysis.TextEdit{Pos: statement.Pos(), End: statement.End(), NewText: []byte(call)}
	switch {
	case statement.Kind() == python.ContinueStatement:
		edit.NewText = []byte(call + "; continue")
	case statement.Kind() != python.PassStatement && statement.FirstChild().Kind() != python.Ellipsis:
		return nil
	}
	return lint.UnsafeFix("log it", edit)
}
