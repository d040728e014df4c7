// Package vallossnotlogged defines the rule val-loss-not-logged.
package vallossnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed vallossnotlogged.md
var page string

// Rule reports training that validates and does not tell the result.
var Rule = &lint.Rule{
	ID:       "val-loss-not-logged",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("monitor", "validation loss"), match.Do("have", "validation monitoring")},
	Lacks:    "log of validation",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged, reporting := logging.NotLogged, logging.Unreported
		for _, t := range all {
			found, _ := logging.ValidationLoss(t.Story, t.Training)
			logged, reporting = max(logged, logging.Of(t.Story, t.Training)), max(reporting, found)
		}
		return logged != logging.NotLogged && report(pass, all, reporting) // no-training-logging speaks of what is not logged at all
	})
}

func report(pass *analysis.Pass, all []program.Told, reporting logging.Reporting) bool {
	t := all[0]
	switch reporting {
	case logging.MaybeReported:
		lint.Unknown(pass, t.At(), "unknown whether validation results are logged")
	case logging.Unreported:
		_, place := logging.ValidationLoss(t.Story, t.Training)
		at := t.Story.At(place)
		pass.Report(analysis.Diagnostic{
			Pos: t.At().Pos(), End: t.At().End(), Category: string(lint.Owed(all)),
			Message: "validation results are not logged; log them every epoch",
			Related: []analysis.RelatedInformation{{Pos: at.Pos(), End: at.End(), Message: "validation is here"}},
		})
		return true
	}
	return false
}
