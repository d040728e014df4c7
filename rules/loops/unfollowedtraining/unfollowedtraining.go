// Package unfollowedtraining defines the rule unfollowed-training.
package unfollowedtraining

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed unfollowedtraining.md
var page string

// Rule reports scripts that train in a way that is not followed, of which the rules about trainings say nothing.
var Rule = &lint.Rule{
	ID:       "unfollowed-training",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	p := program.Of(pass)
	severity := lint.Note
	if p.Strict {
		severity = lint.Warning
	}
	for _, missed := range p.Missed() {
		lint.Reportf(pass, missed.At, severity, "this training can't be followed, so rules about training don't check it: %s", missed.Why)
	}
}
