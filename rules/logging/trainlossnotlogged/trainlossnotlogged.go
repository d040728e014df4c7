// Package trainlossnotlogged defines the rule train-loss-not-logged.
package trainlossnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed trainlossnotlogged.md
var page string

// Rule reports training whose loss is not reported step by step.
var Rule = &lint.Rule{
	ID:       "train-loss-not-logged",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("monitor", "training loss"), match.Do("log", "training metric")},
	Lacks:    "log of its loss per step",
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged, reporting := logging.NotLogged, logging.Unreported
		for _, t := range all {
			logged, reporting = max(logged, logging.Of(t.Story, t.Training)), max(reporting, logging.TrainLoss(t.Story, t.Training))
		}
		return logged != logging.NotLogged && report(pass, all, reporting) // no-training-logging speaks of what is not logged at all
	})
}

func report(pass *analysis.Pass, all []program.Told, reporting logging.Reporting) bool {
	t := all[0]
	switch reporting {
	case logging.MaybeReported:
		lint.Unknown(pass, t.At(), "unknown whether the training loss is logged: the code that gets it is not available")
	case logging.PerEpoch:
		pass.ReportRangef(t.At(), "the training loss is logged at most once per epoch; log it at every step, or every few")
		return true
	case logging.Unreported:
		lint.Reportf(pass, t.At(), lint.Owed(all), "the training loss is not logged (looked in %s)", t.Searched())
		return true
	}
	return false
}
