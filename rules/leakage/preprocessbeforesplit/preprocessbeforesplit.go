// Package preprocessbeforesplit defines the rule preprocess-before-split.
package preprocessbeforesplit

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/flow"
)

//go:embed preprocessbeforesplit.md
var page string

// Rule reports transformers that learn from rows which are held back later.
var Rule = &lint.Rule{
	ID:         "preprocess-before-split",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"test data", "validation split"},
	Requires:   []*analysis.Analyzer{python.Analyzer, flow.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for _, leak := range flow.Of(pass) {
		severity := lint.Error
		switch leak.Kind {
		case flow.PreprocessBeforeSplit:
		case flow.StatisticBeforeSplit:
			severity = lint.Warning
		default:
			continue
		}
		if leak.Inner { // the test part was split off before: only the choice of a model is touched
			severity = lint.Note
		}
		lint.Reportf(pass, leak.At, severity, "%s is taken from all rows, and line %d splits them afterwards; split first, then fit on the training part",
			leak.What, leak.Split.File().Line(leak.Split.Pos()))
	}
}
