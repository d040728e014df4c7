// Package gradientsloggedalways defines the rule gradients-logged-always.
package gradientsloggedalways

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed gradientsloggedalways.md
var page string

// Rule reports gradients that are reported with every step.
var Rule = &lint.Rule{
	ID:       "gradients-logged-always",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			if check(pass, entry, &entry.Trainings[i]) {
				break // one finding a script is enough
			}
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, training *program.Training) bool {
	found, ok := entry.GradientsLogged(training)
	if ok {
		pass.ReportRangef(found.At, "%s logs %s throughout the training; do so for debugging only, or every 100 steps and more", found.By, found.What)
	}
	return ok
}
