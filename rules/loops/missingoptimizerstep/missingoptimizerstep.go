// Package missingoptimizerstep defines the rule missing-optimizer-step.
package missingoptimizerstep

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed missingoptimizerstep.md
var page string

// Rule reports optimizers whose gradients are computed and never applied.
var Rule = &lint.Rule{
	ID:       "missing-optimizer-step",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.NeverStepped) {
		d := m.Diagnostic("the loop",
			"the gradients of %s are computed in this loop but never applied: nothing calls %s.step()", m.Of, m.Of)
		if m.HasThen {
			d.SuggestedFixes = lint.UnsafeFix("call step()", lint.After(m.Then, lint.ReceiverOf(m.At)+".step()"))
		}
		pass.Report(d)
	}
	for _, s := range program.Of(pass).Stories {
		for _, at := range gradient.UnusedGradients(s) {
			pass.ReportRangef(s.At(at), "these gradients are computed in a loop but never applied: no optimizer gets them")
		}
	}
}
