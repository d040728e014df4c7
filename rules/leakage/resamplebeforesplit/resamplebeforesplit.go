// Package resamplebeforesplit defines the rule resample-before-split.
package resamplebeforesplit

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed resamplebeforesplit.md
var page string

// Rule reports rows that are made out of others before the test rows are split off.
var Rule = &lint.Rule{
	ID:       "resample-before-split",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("resample", "resampling").With("training data"),
		match.Avoid("resample", "resampling").With("all data"),
		match.Do("resample", "training data"),
		match.Avoid("use", "data leakage"),
		match.Avoid("oversample", "").With("split"),
		match.Avoid("oversample", "data").With("split"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, leak := range leakage.Leaks(s) {
			if leak.Kind == leakage.ResampleBeforeSplit {
				pass.ReportRangef(s.At(leak.At), "%s creates rows from all rows before %s splits them; resample only the training part",
					leak.What, leak.Split)
			}
		}
	}
}
