// Package kerascompilemissing defines the rule keras-compile-missing.
package kerascompilemissing

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed kerascompilemissing.md
var page string

// Rule reports Keras models that are fitted and never compiled.
var Rule = &lint.Rule{
	ID:       "keras-compile-missing",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			if t := &entry.Trainings[i]; entry.NotCompiled(t) {
				pass.ReportRangef(t.At, "nothing compiles this model: fit raises an error")
			}
		}
	}
}
