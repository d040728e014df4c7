// Package losstensorlogged defines the rule loss-tensor-logged.
package losstensorlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed losstensorlogged.md
var page string

// Rule reports losses that are kept with their graph.
var Rule = &lint.Rule{
	ID:       "loss-tensor-logged",
	Severity: lint.Note,
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
	found, ok := entry.LossTensor(training)
	if ok {
		pass.ReportRangef(found.At, "%s is given the tensor %s with its graph; give it %s.item()", found.By, found.What, found.What)
	}
	return ok
}
