// Package novalidationsplit defines the rule no-validation-split.
package novalidationsplit

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
	"github.com/agentlint/agentlint/program/story/validation"
	"github.com/agentlint/agentlint/program/value"
)

//go:embed novalidationsplit.md
var page string

// Rule reports scripts that train on all the data they have.
var Rule = &lint.Rule{
	ID:       "no-validation-split",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("have", "validation split"),
		match.Avoid("use", "all data").With("training"),
		match.Avoid("train", "").With("all data"),
	},
	Lacks:    "held-out part of the data",
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      check,
}

func check(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		t, monitoring, holdsBack := all[0], validation.Never, value.No
		for _, other := range all {
			monitoring = max(monitoring, validation.MonitoringOf(other.Story, other.Training))
			holdsBack = value.Either(holdsBack, validation.HoldsBack(other.Story, other.Training))
		}
		// A training that is not validated at all is no-validation-monitoring's.
		hidden := monitoring == validation.Unknowable && t.Training.By != framework.Estimator
		if hidden || holdsBack != value.No || monitoring == validation.Never || validation.Unsupervised(t.Story) {
			return false
		}
		lint.Reportf(pass, t.At(), lint.Owed(all), "training uses all data; hold out a part, for example with train_test_split (looked in %s)", t.Searched())
		return true
	})
}
