// Package assertcaught defines the rule assert-caught.
package assertcaught

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/handler"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed assertcaught.md
var page string

// Rule reports asserts whose failure the try statement around them makes nothing of.
var Rule = &lint.Rule{
	ID:        "assert-caught",
	Severity:  lint.Warning,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("have", "assertion")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer, handler.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for _, h := range handler.Of(pass) {
		if h.Fault() == handler.CatchesAssertion {
			pass.ReportRangef(&h, "the failure of the assert above goes unnoticed; use an if for what you expect")
		}
	}
}
