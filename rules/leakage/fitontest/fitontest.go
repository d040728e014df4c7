// Package fitontest defines the rule fit-on-test.
package fitontest

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed fitontest.md
var page string

// Rule reports transformers that are fitted on the test part.
var Rule = &lint.Rule{
	ID:       "fit-on-test",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("fit", "preprocessor").With("test data"),
		match.Avoid("fit", "preprocessor").With("validation data"),
		match.Avoid("learn", "").With("test data"),
		match.Do("fit", "preprocessor").With("training data"),
		match.Avoid("use", "data leakage"),
		match.Avoid("leak", "").With("test data"),
		match.Avoid("leak", "information").With("test data"),
		match.Avoid("leak", "test data"),
		match.Avoid("leak", "validation data"),
		match.Avoid("normalize", "").With("full statistics"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, leak := range leakage.Leaks(s) {
			if leak.Kind != leakage.FitOnTest {
				continue
			}
			if leak.Anew {
				lint.Reportf(pass, s.At(leak.At), lint.Warning, "%s is fitted again, on data that the model is evaluated on; only transform it", leak.What)
				continue
			}
			severity := lint.Error
			if leak.ByName {
				severity = lint.Warning
			}
			lint.Reportf(pass, s.At(leak.At), severity, "%s is fitted on the test part; fit on the training part, and only transform the test part", leak.What)
		}
	}
}
