// Package swallowedexception defines the rule swallowed-exception.
package swallowedexception

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed swallowedexception.md
var page string

// Rule reports except clauses that put a constant in place of what failed.
var Rule = &lint.Rule{
	ID:       "swallowed-exception",
	Severity: lint.Error,
	Craft:    true,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("swallow", "exception"),
		match.Avoid("ignore", "raised exception"),
		match.Do("handle", "training error").Alone(),
		match.Do("handle", "error").With("full context"),
		match.Avoid("catch", "exception").Without("reaction"),
	},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for _, h := range handler.Of(pass) {
		if h.Fault() == handler.Swallows {
			pass.Report(analysis.Diagnostic{
				Pos: h.Pos(), End: h.End(),
				Category: string(h.Severity()),
				Message:  h.Caught() + " is caught, unreported and replaced by a constant; log it or re-raise it",
				Related:  lint.Tried(h.Guards),
			})
		}
	}
}
