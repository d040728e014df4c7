// Package validationequalstrain defines the rule validation-equals-train.
package validationequalstrain

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed validationequalstrain.md
var page string

// Rule reports validation on the data that is trained on.
var Rule = &lint.Rule{
	ID:       "validation-equals-train",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("evaluate", "").With("training data"),
		match.Do("evaluate", "").With("held-out data"),
		match.Do("evaluate", "model").With("held-out data"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, at := range leakage.ValidationsOnTraining(s) {
			pass.ReportRangef(s.At(at), "validation uses the training data, so it can't show overfitting; hold out a part")
		}
	}
}
