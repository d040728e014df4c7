// Package softmaxbeforece defines the rule softmax-before-ce.
package softmaxbeforece

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed softmaxbeforece.md
var page string

// Rule reports cross-entropy losses of what has been through softmax.
var Rule = &lint.Rule{
	ID:       "softmax-before-ce",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("apply", "softmax").With("cross entropy"),
	},
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, d := range gradient.DoubledBy(s, "softmax") {
			at, first := s.At(d.At), s.At(d.Activation)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: "cross_entropy applies softmax itself: applied twice, it flattens the gradients; pass logits",
				Related: []analysis.RelatedInformation{{Pos: first.Pos(), End: first.End(), Message: "first applied here"}},
			})
		}
	}
}
