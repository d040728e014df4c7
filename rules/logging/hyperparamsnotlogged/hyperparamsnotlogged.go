// Package hyperparamsnotlogged defines the rule hyperparams-not-logged.
package hyperparamsnotlogged

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/setting"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed hyperparamsnotlogged.md
var page string

// Rule reports training whose settings are written down nowhere.
var Rule = &lint.Rule{
	ID:       "hyperparams-not-logged",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("log", "hyperparameter"), match.Do("use", "hyperparameter saving"), match.Do("document", "training configuration")},
	Lacks:    "log of its hyperparameters",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      check,
}

func check(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged := value.No
		for _, t := range all {
			logged = value.Either(logged, setting.LogsSettings(t.Story))
		}
		report(pass, all, logged)
		return true // the settings are the script's
	})
}

func report(pass *analysis.Pass, all []program.Told, logged value.Truth) {
	t, severity := all[0], lint.Owed(all)
	if !slices.ContainsFunc(all, func(t program.Told) bool { return checkpoint.TakesOptions(t.Story) }) {
		severity = lint.Note // the settings are in the code or in a file that stays
	}
	if by := t.Training.By; by == framework.Estimator || by == framework.Boosting {
		severity = lint.Note // the saved estimator keeps them
	}
	switch logged {
	case value.Open:
		lint.Unknown(pass, t.At(), "unknown whether the hyperparameters are logged: the code that gets them is not available")
	case value.No:
		lint.Reportf(pass, t.At(), severity, "hyperparameters are not logged before training; log the whole configuration (looked in %s)", t.Searched())
	}
}
