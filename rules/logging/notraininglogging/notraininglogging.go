// Package notraininglogging defines the rule no-training-logging.
package notraininglogging

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed notraininglogging.md
var page string

// Rule reports training that tells nobody how it goes.
var Rule = &lint.Rule{
	ID:       "no-training-logging",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("have", "logging").With("training"),
		match.Do("log", "training metric"),
		match.Do("monitor", "training loss"),
		match.Do("have", "training logging"),
		match.Do("have", "tracking tool").With("training logging"),
		match.Avoid("train", "").Without("logging"),
	},
	Lacks:    "log",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged := logging.NotLogged
		for _, t := range all {
			logged = max(logged, logging.Of(t.Story, t.Training))
		}
		return report(pass, all, logged)
	})
}

func report(pass *analysis.Pass, all []program.Told, logged logging.Logged) bool {
	t := all[0]
	isScore := t.Training.By == framework.Estimator || t.Training.By == framework.Boosting
	switch {
	case logged == logging.MaybeLogged:
		lint.Unknown(pass, t.At(), "unknown whether this training is logged: the code that it calls is not available")
	case logged == logging.Printed && !isScore:
		lint.Reportf(pass, t.At(), lint.Note, "training progress is only printed; use a logger or an experiment tracker")
		return true
	case logged == logging.NotLogged && isScore:
		lint.Reportf(pass, t.At(), lint.Owed(all), "neither scores nor losses of training are logged (looked in %s)", t.Searched())
		return true
	case logged == logging.NotLogged:
		lint.Reportf(pass, t.At(), lint.Owed(all), "training logs nothing; log its loss and metrics (looked in %s)", t.Searched())
		return true
	}
	return false
}
