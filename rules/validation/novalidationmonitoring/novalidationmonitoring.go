// Package novalidationmonitoring defines the rule no-validation-monitoring.
package novalidationmonitoring

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed novalidationmonitoring.md
var page string

// Rule reports training that never looks at data it does not train on.
var Rule = &lint.Rule{
	ID:       "no-validation-monitoring",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("evaluate", "").With("held-out data"),
		match.Do("evaluate", "model").With("held-out data"),
		match.Do("have", "validation monitoring"),
		match.Do("monitor", "validation loss"),
		match.Do("validate", "").With("interval"),
	},
	Lacks:    "validation",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		check(pass, all)
	}
}

func check(pass *analysis.Pass, all []program.Told) {
	t, monitoring := all[0], validation.Never
	for _, other := range all {
		monitoring = max(monitoring, validation.MonitoringOf(other.Story, other.Training))
	}
	severity := lint.Owed(all)
	if validation.Unsupervised(t.Story) {
		severity = lint.Note // no held-out loss is customary here
	}
	switch {
	case monitoring == validation.Unknowable:
		lint.Unknown(pass, t.At(), "unknown whether this training validates: its data or loop is chosen elsewhere")
	case monitoring == validation.Never:
		report(pass, t, severity, fmt.Sprintf("training runs without validation; evaluate on held-out data every epoch (looked in %s)", t.Searched()))
	case monitoring == validation.Afterwards && !validation.Unsupervised(t.Story):
		report(pass, t, lint.Note, "validation runs only after training; evaluate on held-out data every epoch")
	}
}

func report(pass *analysis.Pass, t program.Told, severity lint.Severity, message string) {
	pass.Report(analysis.Diagnostic{
		Pos: t.At().Pos(), End: t.At().End(), Category: string(severity), Message: message, SuggestedFixes: fix(t),
	})
}

// fix tells a Trainer of Transformers to evaluate on the data that it is given for that.
func fix(t program.Told) []analysis.SuggestedFix {
	u, ok := validation.UnevaluatedBy(t.Story, t.Training)
	if !ok {
		return nil
	}
	return lint.UnsafeFix("set "+u.Argument+`="epoch"`, lint.Passing(t.Story.At(u.At), u.Argument, `"epoch"`))
}
