// Package noresume defines the rule no-resume.
package noresume

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed noresume.md
var page string

// Rule reports checkpoints that nothing reads.
var Rule = &lint.Rule{
	ID:         "no-resume",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"resume"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			check(pass, entry, &entry.Trainings[i])
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, t *program.Training) {
	saves := entry.Saves(t)
	if _, restores := entry.Restores(); t.By != "" || restores || !saves.Full() {
		return
	}
	if saves.Any(func(s *program.Save) bool { return s.InLoop }) {
		pass.ReportRangef(t.At, "this saves the optimizer, too, but nothing can resume from it: no checkpoint is ever read (looked in %s)", entry.Searched())
	}
}
