// Package trainlossnotlogged defines the rule train-loss-not-logged.
package trainlossnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed trainlossnotlogged.md
var page string

// Rule reports training whose loss is not reported step by step.
var Rule = &lint.Rule{
	ID:         "train-loss-not-logged",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"monitor training progress", "training loss"},
	Snippets:   true,
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
	reporting, _ := entry.TrainLoss(training)
	switch reporting {
	case program.MaybeReported:
		lint.Unknown(pass, training.At, "can't tell whether the training loss is logged: what takes it is not here")
	case program.PerEpoch:
		lint.Reportf(pass, training.At, lint.Note, "the training loss is logged once an epoch at most; log it every step, or every few")
		return true
	case program.Unreported:
		pass.ReportRangef(training.At, "the training loss is not logged (looked in %s)", entry.Searched())
		return true
	}
	return false
}
