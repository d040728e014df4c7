// Package missingnograd defines the rule missing-no-grad.
package missingnograd

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed missingnograd.md
var page string

// Rule reports evaluation that records gradients nobody uses.
var Rule = &lint.Rule{
	ID:       "missing-no-grad",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "no grad"),
		match.Do("wrap", "evaluation").With("no grad"),
		match.Do("wrap", "").With("no grad"),
		match.Do("disable", "gradient tracking"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, e := range validation.Evaluations(s) {
			if e.HasGradients {
				pass.ReportRangef(s.At(e.At), "%s is evaluated with gradients recorded; run %s under torch.inference_mode()", e.Model, e.This())
			}
		}
	}
}
