// Package selectionontest defines the rule selection-on-test.
package selectionontest

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/checkpoint"
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
		match.Avoid("use", "test data").With("selection"),
		match.Avoid("tune", "test data"),
		match.Do("use", "validation data").With("selection"),
		match.Avoid("tune", "selection").With("test data"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

// severities are those of choices: of one that does harm, and of those that may do none.
var severities = map[leakage.Weakness]lint.Severity{
	leakage.Harmful: lint.Error, leakage.Unasked: lint.Warning, leakage.Unjudged: lint.Warning, leakage.Harmless: lint.Note,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, choice := range leakage.ChoicesByTest(s) {
			severity := severities[choice.Weak]
			if choice.Weak != leakage.Harmful && checkpoint.Shows(s) {
				severity = lint.Note
			}
			lint.Reportf(pass, s.At(choice.At), severity,
				"model selection uses the test part, so the test score is biased; select with a validation part")
		}
	}
}
