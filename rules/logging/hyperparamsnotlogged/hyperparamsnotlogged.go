// Package hyperparamsnotlogged defines the rule hyperparams-not-logged.
package hyperparamsnotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed hyperparamsnotlogged.md
var page string

// Rule reports training whose settings are written down nowhere.
var Rule = &lint.Rule{
	ID:         "hyperparams-not-logged",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"log all hyperparameter", "document training configuration"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		check(pass, entry)
	}
}

func check(pass *analysis.Pass, entry *program.Entry) {
	training := &entry.Trainings[0]
	logged, _ := entry.Hyperparameters()
	severity := lint.Warning
	if training.By == framework.Estimator || training.By == framework.Boosting {
		severity = lint.Note // most settings are in the code, and the saved estimator keeps them
	}
	switch logged {
	case program.MaybeLogged:
		lint.Unknown(pass, training.At, "can't tell whether the hyperparameters are logged: what is given them is not here")
	case program.NotLogged:
		lint.Reportf(pass, training.At, severity,
			"hyperparameters are not logged before this training; log the whole configuration (looked in %s)", entry.Searched())
	}
}
