// Package vallossnotlogged defines the rule val-loss-not-logged.
package vallossnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed vallossnotlogged.md
var page string

// Rule reports training that validates and does not tell the result.
var Rule = &lint.Rule{
	ID:         "val-loss-not-logged",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"validation monitoring", "validation loss"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
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
	if logged, _ := entry.Logged(training); logged == program.NotLogged {
		return false // no-training-logging speaks of it
	}
	reporting, at := entry.ValidationLoss(training)
	switch reporting {
	case program.MaybeReported:
		lint.Unknown(pass, training.At, "can't tell whether the results of validation are logged")
	case program.Unreported:
		pass.Report(analysis.Diagnostic{
			Pos: training.At.Pos(), End: training.At.End(),
			Message: "the results of validation are not logged; log them every epoch",
			Related: []analysis.RelatedInformation{{Pos: at.Pos(), End: at.End(), Message: "validation is here"}},
		})
		return true
	}
	return false
}
