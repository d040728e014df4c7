// Package trainontestdata defines the rule train-on-test-data.
package trainontestdata

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed trainontestdata.md
var page string

// Rule reports models that are trained on the test part.
var Rule = &lint.Rule{
	ID:       "train-on-test-data",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("train", "").With("test data"),
		match.Avoid("mix", "test data"),
		match.Avoid("use", "test data").With("training"),
		match.Avoid("leak", "").With("test data"),
		match.Avoid("leak", "information").With("test data"),
		match.Avoid("leak", "test data"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, misuse := range leakage.TrainingsOnTest(s) {
			severity := lint.Error
			if misuse.ByName {
				severity = lint.Warning
			}
			lint.Reportf(pass, s.At(misuse.At), severity, "the model is trained on the test part; train on the training part and keep this one for the end")
		}
	}
}
