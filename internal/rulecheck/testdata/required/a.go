// Package required reads what its rule requires, and what it does not.
package required

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

var Rule = &lint.Rule{
	ID:       "required",
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	_ = python.Of(pass)
	_ = program.Of(pass) // want "program.Of is called, but the rule does not require program.Analyzer"
}
