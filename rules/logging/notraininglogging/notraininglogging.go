// Package notraininglogging defines the rule no-training-logging.
package notraininglogging

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed notraininglogging.md
var page string

// Rule reports training that tells nobody how it goes.
var Rule = &lint.Rule{
	ID:         "no-training-logging",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"skip logging"},
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
	logged, _ := entry.Logged(training)
	isScore := training.By == framework.Estimator || training.By == framework.Boosting
	switch {
	case logged == program.MaybeLogged:
		lint.Unknown(pass, training.At, "can't tell whether this training is logged: what it calls is not here")
	case logged == program.Printed && !isScore:
		lint.Reportf(pass, training.At, lint.Note, "the progress of this training is only printed; use a logger or an experiment tracker")
		return true
	case logged == program.NotLogged && isScore:
		lint.Reportf(pass, training.At, lint.Warning, "neither scores nor losses of this training are logged (looked in %s)", entry.Searched())
		return true
	case logged == program.NotLogged:
		pass.ReportRangef(training.At, "nothing about this training is logged; log its loss and metrics (looked in %s)", entry.Searched())
		return true
	}
	return false
}
