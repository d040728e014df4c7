// Package dropoutalwayson defines the rule dropout-always-on.
package dropoutalwayson

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed dropoutalwayson.md
var page string

// Rule reports dropout that evaluation mode does not switch off.
var Rule = &lint.Rule{
	ID:       "dropout-always-on",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, d := range gradient.DropoutsAlwaysOn(s) {
			at := s.At(d.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        "eval() does not switch off this dropout: it also drops activations in evaluation",
				SuggestedFixes: fix(at, d.By),
			})
		}
	}
}

// fix makes a dropout depend on the mode of the network around it.
func fix(at analysis.Range, by gradient.AlwaysOnBy) []analysis.SuggestedFix {
	switch by {
	case gradient.Training:
		return lint.UnsafeFix("pass training=self.training", lint.Passing(at, "training", "self.training"))
	case gradient.DropoutP:
		return lint.UnsafeFix("drop nothing in evaluation", lint.Rewritten(at, `(?s)(.*\bdropout_p=[\d.]+)(\s*[,)].*)`, "$1 if self.training else 0.0$2"))
	}
	return nil
}
