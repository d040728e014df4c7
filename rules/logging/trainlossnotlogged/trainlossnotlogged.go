// Package trainlossnotlogged defines the rule train-loss-not-logged.
package trainlossnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
)

//go:embed trainlossnotlogged.md
var page string

// Rule reports training whose loss is not reported step by step.
var Rule = &lint.Rule{
	ID:         "train-loss-not-logged",
	Severity:   lint.Note,
	Page:       page,
	Lacks:      "log of its loss",
	Boundaries: []string{"monitor training progress", "training loss"},
	Snippets:   true,
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged, reporting := story.NotLogged, story.Unreported
		for _, t := range all {
			logged, reporting = max(logged, t.Logged(t.Training)), max(reporting, t.TrainLoss(t.Training))
		}
		return logged != story.NotLogged && report(pass, all, reporting) // no-training-logging speaks of what is not logged at all
	})
}

func report(pass *analysis.Pass, all []program.Told, reporting story.Reporting) bool {
	t := all[0]
	switch reporting {
	case story.MaybeReported:
		lint.Unknown(pass, t.At(), "can't tell whether the training loss is logged: what takes it is not here")
	case story.PerEpoch:
		pass.ReportRangef(t.At(), "the training loss is logged once an epoch at most; log it every step, or every few")
		return true
	case story.Unreported:
		lint.Reportf(pass, t.At(), lint.Owed(all), "the training loss is not logged (looked in %s)", t.Searched())
		return true
	}
	return false
}
