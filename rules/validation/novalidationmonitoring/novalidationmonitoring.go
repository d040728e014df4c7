// Package novalidationmonitoring defines the rule no-validation-monitoring.
package novalidationmonitoring

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed novalidationmonitoring.md
var page string

// Rule reports training that never looks at data it does not train on.
var Rule = &lint.Rule{
	ID:         "no-validation-monitoring",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"validation monitoring", "validate on held-out", "held-out data"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			check(pass, entry, &entry.Trainings[i])
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, training *program.Training) {
	monitoring, _ := entry.Monitoring(training)
	severity := lint.Error
	if entry.Unsupervised() {
		severity = lint.Note // no held-out loss is customary here
	}
	switch {
	case monitoring == program.Unknowable:
		lint.Unknown(pass, training.At, "can't tell whether this training validates: its data or its loop is decided elsewhere")
	case monitoring == program.Never:
		lint.Reportf(pass, training.At, severity,
			"nothing is validated while this trains; evaluate on held-out data every epoch (looked in %s)", entry.Searched())
	case monitoring == program.Afterwards && severity == lint.Error:
		lint.Reportf(pass, training.At, lint.Warning,
			"validation comes only after this training; evaluate on held-out data every epoch")
	}
}
