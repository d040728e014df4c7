// Package nobestcheckpoint defines the rule no-best-checkpoint.
package nobestcheckpoint

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed nobestcheckpoint.md
var page string

// Rule reports validated training that does not keep its best model.
var Rule = &lint.Rule{
	ID:         "no-best-checkpoint",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"best model"},
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
	monitoring, _ := entry.Monitoring(t)
	saves := entry.Saves(t)
	if t.By != "" || monitoring != program.During || saves.Hidden || entry.KeepsBest(t) || entry.Unsupervised() {
		return
	}
	if saves.Any(func(s *program.Save) bool { return s.InLoop }) {
		pass.ReportRangef(t.At, "this validates and saves, but does not tell the best model from the last; save a copy when the metric improves")
	}
}
