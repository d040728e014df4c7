// Package augmentonvalidation defines the rule augment-on-validation.
package augmentonvalidation

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed augmentonvalidation.md
var page string

// Rule reports random transforms of validation data.
var Rule = &lint.Rule{
	ID:       "augment-on-validation",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("transform", "validation data"),
		match.Avoid("augment", "augmentation").With("validation data"),
		match.Avoid("augment", "augmentation").With("test data"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, a := range leakage.Augmentations(s) {
			pass.ReportRangef(s.At(a.At), "%s changes validation data at random, so the score varies; use it only in the training transform", a.What)
		}
	}
}
