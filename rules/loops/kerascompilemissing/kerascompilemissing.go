// Package kerascompilemissing defines the rule keras-compile-missing.
package kerascompilemissing

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed kerascompilemissing.md
var page string

// Rule reports Keras models that are fitted and never compiled.
var Rule = &lint.Rule{
	ID:       "keras-compile-missing",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      check,
}

func check(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		if !slices.ContainsFunc(all, func(t program.Told) bool { return gradient.IsCompiled(t.Story, t.Training) != value.No }) {
			pass.ReportRangef(all[0].At(), "this model is never compiled: fit raises an error")
		}
	}
}
