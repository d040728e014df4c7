// Package nocleanuponfailure defines the rule no-cleanup-on-failure.
package nocleanuponfailure

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed nocleanuponfailure.md
var page string

// Rule reports resources that a failing training leaves open.
var Rule = &lint.Rule{
	ID:         "no-cleanup-on-failure",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"cleanup"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		t := &entry.Trainings[0]
		if t.By != "" {
			continue
		}
		for _, left := range entry.LeftOpen(t) {
			pass.ReportRangef(left.At, "%s stays open if the training fails; close it in a finally clause, or use a with statement", left.What)
		}
	}
}
