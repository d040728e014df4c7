// Package resamplebeforesplit defines the rule resample-before-split.
package resamplebeforesplit

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/flow"
)

//go:embed resamplebeforesplit.md
var page string

// Rule reports rows that are made out of others before the test rows are split off.
var Rule = &lint.Rule{
	ID:         "resample-before-split",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"test data", "validation split"},
	Requires:   []*analysis.Analyzer{python.Analyzer, flow.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for _, leak := range flow.Of(pass) {
		if leak.Kind == flow.ResampleBeforeSplit {
			pass.ReportRangef(leak.At, "%s makes rows out of all rows, and line %d splits them afterwards; resample the training part only",
				leak.What, leak.Split.File().Line(leak.Split.Pos()))
		}
	}
}
