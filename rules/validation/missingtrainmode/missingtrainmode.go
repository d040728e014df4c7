// Package missingtrainmode defines the rule missing-train-mode.
package missingtrainmode

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed missingtrainmode.md
var page string

// Rule reports pretrained models that are trained in eval mode.
var Rule = &lint.Rule{
	ID:       "missing-train-mode",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "train mode"),
		match.Do("return", "model").With("train mode"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, step := range validation.ToldNotToTrain(s) {
			pass.ReportRangef(s.At(step.Event.At), "this trains with training=False, which turns off dropout and batch normalisation; set it to True")
		}
		for _, step := range validation.PutInEvaluation(s) {
			pass.ReportRangef(s.At(step.Event.At), "the model is trained in eval mode after this; call train() before each epoch")
		}
		for _, model := range validation.TrainedInEvaluationMode(s) {
			at := s.At(model.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        "from_pretrained returns a model in eval mode, and nothing calls train() on it before training",
				SuggestedFixes: lint.UnsafeFix("call train()", lint.After(at, lint.AssignedFrom(at)+".train()")),
			})
		}
	}
}
