// Package metricargsswapped defines the rule metric-args-swapped.
package metricargsswapped

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed metricargsswapped.md
var page string

// Rule reports metrics whose arguments have changed places.
var Rule = &lint.Rule{
	ID:       "metric-args-swapped",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range validation.SwappedMetrics(s) {
			at := s.At(found.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        found.Name + " takes the true values first and the predictions second; here they are swapped",
				SuggestedFixes: lint.UnsafeFix("swap them", lint.Swapped(at)),
			})
		}
	}
}
