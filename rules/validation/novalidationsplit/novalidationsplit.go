// Package novalidationsplit defines the rule no-validation-split.
package novalidationsplit

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed novalidationsplit.md
var page string

// Rule reports scripts that train on all the data they have.
var Rule = &lint.Rule{
	ID:         "no-validation-split",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"validation split", "all data for training"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		training := &entry.Trainings[0]
		// A training that is not validated at all is no-validation-monitoring's; one finding is enough.
		monitoring, _ := entry.Monitoring(training)
		hidden := monitoring == program.Unknowable && training.By != framework.Estimator
		_, heldOut := entry.HeldOut()
		if hidden || heldOut || monitoring == program.Never || entry.Unsupervised() {
			continue
		}
		pass.ReportRangef(training.At,
			"all data goes into this training; hold a part back, as with train_test_split (looked in %s)", entry.Searched())
	}
}
