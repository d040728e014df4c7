// Package lrnotlogged defines the rule lr-not-logged.
package lrnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed lrnotlogged.md
var page string

// Rule reports learning rates that are not among what is reported.
var Rule = &lint.Rule{
	ID:       "lr-not-logged",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("monitor", "learning rate")},
	Lacks:    "log of the learning rate",
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged, reporting := logging.NotLogged, logging.Unreported
		for _, t := range all {
			logged, reporting = max(logged, logging.Of(t.Story, t.Training)), max(reporting, logging.LearningRate(t.Story, t.Training))
		}
		return logged != logging.NotLogged && reporting == logging.Unreported && report(pass, all[0])
	})
}

func report(pass *analysis.Pass, t program.Told) bool {
	tracker := logging.Tracker(t.Story)
	switch {
	case logging.Schedules(t.Story):
		pass.ReportRangef(t.At(), "the scheduler changes the learning rate, but nothing logs it; log it every epoch")
	case tracker != "" && t.Training.By == "":
		pass.ReportRangef(t.At(), "the learning rate is not among the metrics sent to %s; log it every epoch", tracker)
	default:
		return false
	}
	return true
}
