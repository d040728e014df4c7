// Package subsettransform defines the rule subset-transform.
package subsettransform

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed subsettransform.md
var page string

// Rule reports transforms that a part of a data set gets and all its other parts, too.
var Rule = &lint.Rule{
	ID:       "subset-transform",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range leakage.SharedTransforms(s) {
			pass.ReportRangef(s.At(found.At), "this sets the transform of the whole data set, and so of its other parts; use one data set per part")
		}
	}
}
