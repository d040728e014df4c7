// Package raisegeneric defines the rule raise-generic.
package raisegeneric

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed raisegeneric.md
var page string

// Rule reports raise statements that raise Exception itself.
var Rule = &lint.Rule{
	ID:        "raise-generic",
	Severity:  lint.Note,
	Noqa:      []string{"TRY002", "raise-vanilla-class", "W0719", "broad-exception-raised"},
	Page:      page,
	Enforces:  []match.Pattern{match.Do("raise", "custom exception"), match.Avoid("raise", "broad exception")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if program.IsTest(f.Source.Path) {
		return
	}
	for statement := range f.All(python.RaiseStatement) {
		raised := statement.FirstChild()
		switch name := strings.TrimSuffix(raised.QualifiedName(), "()"); name {
		case "builtins.Exception", "builtins.BaseException":
			pass.ReportRangef(raised, "%s can only be caught together with all other failures; raise a class that says what failed",
				strings.TrimPrefix(name, "builtins."))
		}
	}
}
