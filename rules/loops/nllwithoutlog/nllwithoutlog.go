// Package nllwithoutlog defines the rule nll-without-log.
package nllwithoutlog

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed nllwithoutlog.md
var page string

// Rule reports losses of probabilities that take their logarithms.
var Rule = &lint.Rule{
	ID:       "nll-without-log",
	Severity: lint.Warning,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, d := range gradient.WithoutLog(s) {
			at, first := s.At(d.At), s.At(d.Activation)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: "this loss expects logarithms of probabilities but gets probabilities; use log_softmax, not softmax",
				Related: []analysis.RelatedInformation{{Pos: first.Pos(), End: first.End(), Message: "converted to probabilities here"}},
			})
		}
	}
}
