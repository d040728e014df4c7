// Package targetinfeatures defines the rule target-in-features.
package targetinfeatures

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed targetinfeatures.md
var page string

// Rule reports columns among the features that are predicted, or computed from what is.
var Rule = &lint.Rule{
	ID:       "target-in-features",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("use", "data leakage")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range leakage.TargetsInFeatures(s) {
			if found.Of != "" {
				pass.ReportRangef(s.At(found.At), "the features contain %q, which is computed from %q; the model should predict that", found.Column, found.Of)
				continue
			}
			pass.ReportRangef(s.At(found.At), "the features contain %q, which the model should predict; drop that column", found.Column)
		}
	}
}
