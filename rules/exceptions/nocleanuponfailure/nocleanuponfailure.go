// Package nocleanuponfailure defines the rule no-cleanup-on-failure.
package nocleanuponfailure

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/failure"
)

//go:embed nocleanuponfailure.md
var page string

// Rule reports resources that a failing training leaves open.
var Rule = &lint.Rule{
	ID:       "no-cleanup-on-failure",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("have", "cleanup")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		t := all[0]
		if t.Training.By != "" {
			return true
		}
		for _, left := range failure.LeftOpen(t.Story, t.Training) {
			pass.ReportRangef(t.Story.At(left.At), "%s stays open if training fails; close it in a finally clause, or use a with statement", left.What)
		}
		return true
	})
}
