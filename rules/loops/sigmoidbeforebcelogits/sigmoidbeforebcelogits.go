// Package sigmoidbeforebcelogits defines the rule sigmoid-before-bcelogits.
package sigmoidbeforebcelogits

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed sigmoidbeforebcelogits.md
var page string

// Rule reports BCE losses with logits of what has been through sigmoid.
var Rule = &lint.Rule{
	ID:       "sigmoid-before-bcelogits",
	Severity: lint.Warning,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, d := range gradient.DoubledBy(s, "sigmoid") {
			at, first := s.At(d.At), s.At(d.Activation)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: "this loss applies sigmoid itself: applied twice, it flattens the gradients; pass logits",
				Related: []analysis.RelatedInformation{{Pos: first.Pos(), End: first.End(), Message: "first applied here"}},
			})
		}
	}
}
