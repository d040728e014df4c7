// Package metricofhardlabels defines the rule metric-of-hard-labels.
package metricofhardlabels

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed metricofhardlabels.md
var page string

// Rule reports metrics of rankings that get labels instead of scores.
var Rule = &lint.Rule{
	ID:       "metric-of-hard-labels",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range validation.RankingsOfLabels(s) {
			pass.ReportRangef(s.At(found.At), "%s ranks by scores but gets labels; pass the output of predict_proba or decision_function", found.Name)
		}
	}
}
