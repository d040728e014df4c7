// Package randomsplitoftimeseries defines the rule random-split-of-time-series.
package randomsplitoftimeseries

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed randomsplitoftimeseries.md
var page string

// Rule reports splits at random of rows that know of the rows around them.
var Rule = &lint.Rule{
	ID:       "random-split-of-time-series",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("split", "data").With("time series"),
		match.Do("use", "time split"),
		match.Avoid("shuffle", "time series"),
		match.Avoid("use", "random split").With("time series"),
		match.Do("cut", "temporal data"),
		match.Avoid("cut", "temporal data"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range leakage.RandomSplitsOfSeries(s) {
			pass.ReportRangef(s.At(found.At), "rows know their neighbours by %s, so a random split leaks the future; split by time", found.What)
		}
	}
}
