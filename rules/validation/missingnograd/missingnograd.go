// Package missingnograd defines the rule missing-no-grad.
package missingnograd

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed missingnograd.md
var page string

// Rule reports evaluation that records gradients nobody uses.
var Rule = &lint.Rule{
	ID:       "missing-no-grad",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
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
		severity := lint.Warning
		if checkpoint.Shows(s) {
			severity = lint.Note // it costs memory, but the result is right
		}
		for _, e := range validation.Evaluations(s) {
			if e.HasGradients {
				at := s.At(e.At)
				pass.Report(analysis.Diagnostic{
					Pos: at.Pos(), End: at.End(), Category: string(severity),
					Message:        fmt.Sprintf("%s is evaluated with gradients recorded; run %s under torch.inference_mode()", e.Model, e.This()),
					SuggestedFixes: fix(at, &e),
				})
			}
		}
	}
}

// fix runs the evaluation without gradients: by no_grad, since what comes of it may be used with gradients again, which those of
// inference_mode can't be.
func fix(at analysis.Range, e *validation.Evaluation) []analysis.SuggestedFix {
	switch {
	case e.IsAllOfFunction:
		return lint.UnsafeFix("decorate the function with torch.no_grad()", lint.Decorated(at, "@torch.no_grad()"))
	case e.NeedsNone:
		return lint.UnsafeFix("run "+e.This()+" under torch.no_grad()", lint.Under(at, "with torch.no_grad():"))
	}
	return nil
}
