// Package assertconstant defines the rule assert-constant.
package assertconstant

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed assertconstant.md
var page string

// Rule reports asserts of a constant.
var Rule = &lint.Rule{
	ID:        "assert-constant",
	Severity:  lint.Warning,
	Craft:     true,
	Noqa:      []string{"B011", "assert-false"},
	Page:      page,
	Enforces:  []match.Pattern{match.Do("have", "assertion")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	for statement := range f.All(python.AssertStatement) {
		test := statement.FirstChild()
		switch holds, isConstant := truth(test); {
		case !isConstant:
		case holds:
			pass.ReportRangef(test, "this is always true, so the assert checks nothing")
		case !program.IsTest(f.Source.Path):
			lint.Reportf(pass, test, lint.Note, "python -O removes this assert and continues; raise AssertionError instead")
		}
	}
}

// truth returns whether a literal is true, and whether n is one.
func truth(n python.Node) (holds, isConstant bool) {
	switch n.Kind() {
	case python.True:
		return true, true
	case python.False, python.None:
		return false, true
	case python.Integer:
		return n.Text() != "0", true
	case python.String, python.ConcatenatedString:
		return n.Stop()-n.Start() > len(`""`), true
	case python.List, python.Dictionary, python.Set:
		return n.FirstChild().Exists(), true
	}
	return false, false
}
