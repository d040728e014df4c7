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
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, at := range gradient.DropoutsAlwaysOn(s) {
			pass.ReportRangef(s.At(at), "eval() does not switch off this dropout: it also drops activations in evaluation")
		}
	}
}
