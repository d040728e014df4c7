// Package missingevalmode defines the rule missing-eval-mode.
package missingevalmode

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed missingevalmode.md
var page string

// Rule reports evaluation with dropout and batch normalisation still training.
var Rule = &lint.Rule{
	ID:       "missing-eval-mode",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "eval mode"),
		match.Do("call", "model").With("eval mode"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, e := range validation.Evaluations(s) {
			switch {
			case e.Told:
				pass.ReportRangef(s.At(e.At), "%s is evaluated with training=True, which keeps dropout on; set it to False", e.Model)
			case e.InTraining:
				d := analysis.Diagnostic{
					Pos: s.At(e.At).Pos(), End: s.At(e.At).End(),
					Message: fmt.Sprintf("%s is evaluated in training mode; call %s.eval() before %s", e.Model, e.Model, e.This()),
				}
				d.SuggestedFixes = fix(s, &e)
				pass.Report(d)
			}
		}
	}
}

// fix calls eval() before the evaluation, and train() after it if the model is trained on without that.
func fix(s *story.Story, e *validation.Evaluation) []analysis.SuggestedFix {
	r, ok := e.Eval(s)
	if !ok {
		return nil
	}
	edits := []analysis.TextEdit{lint.Before(s.At(e.At), lint.CalleeOf(s.At(e.Run))+".eval()")}
	message := "call eval()"
	if r.Training != nil {
		edits = append(edits, lint.Restoring(s, r))
		message += ", and train() where it is trained on"
	}
	return lint.UnsafeFix(message, edits...)
}
