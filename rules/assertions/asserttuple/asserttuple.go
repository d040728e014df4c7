// Package asserttuple defines the rule assert-tuple.
package asserttuple

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed asserttuple.md
var page string

// Rule reports asserts of a tuple.
var Rule = &lint.Rule{
	ID:        "assert-tuple",
	Severity:  lint.Error,
	Noqa:      []string{"F631", "assert-tuple", "W0199", "assert-on-tuple"},
	Page:      page,
	Enforces:  []match.Pattern{match.Do("have", "assertion")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for statement := range python.Of(pass).All(python.AssertStatement) {
		if test := statement.FirstChild(); test.Kind() == python.Tuple && test.FirstChild().Exists() {
			pass.ReportRangef(test, "a tuple is always true, so this assert never fails; remove the parentheses")
		}
	}
}
