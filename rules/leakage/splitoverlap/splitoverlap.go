// Package splitoverlap defines the rule split-overlap.
package splitoverlap

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed splitoverlap.md
var page string

// Rule reports parts of the data that were split off by themselves and share rows.
var Rule = &lint.Rule{
	ID:       "split-overlap",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("use", "data leakage"), match.Avoid("mix", "test data"), match.Avoid("train", "").With("test data")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	p := program.Of(pass)
	for _, s := range p.Stories {
		for _, o := range leakage.Overlaps(s) {
			pass.ReportRangef(s.At(o.At), "this part shares rows with the training part, which is from another split; take both from one split")
		}
	}
}
