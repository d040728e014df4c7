// Package fitontest defines the rule fit-on-test.
package fitontest

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program/flow"
)

//go:embed fitontest.md
var page string

// Rule reports transformers that are fitted on the test part.
var Rule = &lint.Rule{
	ID:         "fit-on-test",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"test data"},
	Requires:   []*analysis.Analyzer{python.Analyzer, flow.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for _, leak := range flow.Of(pass) {
		if leak.Kind != flow.FitOnTest {
			continue
		}
		severity := lint.Error
		if leak.ByName {
			severity = lint.Warning
		}
		lint.Reportf(pass, leak.At, severity, "%s learns from the test part; transform it with what was fitted on the training part", leak.What)
	}
}
