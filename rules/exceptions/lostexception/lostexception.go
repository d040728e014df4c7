// Package lostexception defines the rule lost-exception.
package lostexception

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed lostexception.md
var page string

// Rule reports jumps out of finally clauses.
var Rule = &lint.Rule{
	ID:        "lost-exception",
	Severity:  lint.Error,
	Noqa:      []string{"B012", "jump-statement-in-finally", "W0150", "lost-exception"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("swallow", "exception"), match.Avoid("ignore", "raised exception")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for clause := range python.Of(pass).All(python.FinallyClause) {
		check(pass, clause, false)
	}
}

// check reports the statements in n that leave the finally clause. A break or continue in a loop of the clause stays inside;
// one in the else of that loop does not. Inner finally clauses have their own check.
func check(pass *analysis.Pass, n python.Node, inLoop bool) {
	for child := range n.Children() {
		switch kind := child.Kind(); kind {
		case python.FunctionDefinition, python.ClassDefinition, python.Lambda, python.FinallyClause:
		case python.ReturnStatement, python.BreakStatement, python.ContinueStatement:
			if kind == python.ReturnStatement || !inLoop {
				pass.ReportRangef(child, "%q in a finally clause drops the exception that is propagating", child.Token(keywords[kind]).Text())
			}
		case python.Block:
			check(pass, child, inLoop || n.Is(python.ForStatement, python.WhileStatement))
		default:
			check(pass, child, inLoop)
		}
	}
}

var keywords = map[python.Kind]python.Kind{
	python.ReturnStatement:   python.KwReturn,
	python.BreakStatement:    python.KwBreak,
	python.ContinueStatement: python.KwContinue,
}
