// Package selectionontest defines the rule selection-on-test.
package selectionontest

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed selectionontest.md
var page string

// Rule reports choices between models that are made on the test part.
var Rule = &lint.Rule{
	ID:       "selection-on-test",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("tune", "").With("test data"),
		match.Avoid("tune", "hyperparameter").With("test data"),
		match.Avoid("use", "test data").With("hyperparameter"),
		match.Avoid("use", "data leakage"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, choice := range leakage.ChoicesByTest(s) {
			pass.ReportRangef(s.At(choice.At),
				"the test part decides which model is kept, so its score is no test any more; decide by a validation part")
		}
	}
}
