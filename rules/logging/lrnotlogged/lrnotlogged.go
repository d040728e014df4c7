// Package lrnotlogged defines the rule lr-not-logged.
package lrnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed lrnotlogged.md
var page string

// Rule reports learning rates that are not among what is reported.
var Rule = &lint.Rule{
	ID:         "lr-not-logged",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"learning rate"},
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
	logged, _ := entry.Logged(training)
	rate, _ := entry.LearningRate(training)
	if logged == program.NotLogged || rate != program.Unreported {
		return false
	}
	tracker, _ := entry.Tracker()
	switch {
	case entry.UsesScheduler():
		pass.ReportRangef(training.At, "the scheduler changes the learning rate, and nothing logs it; log it every epoch")
	case tracker != "" && training.By == "":
		pass.ReportRangef(training.At, "the learning rate is not among the metrics that go to %s; log it every epoch", tracker)
	default:
		return false
	}
	return true
}
