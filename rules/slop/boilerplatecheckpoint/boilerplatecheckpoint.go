// Package boilerplatecheckpoint defines the rule boilerplate-checkpoint.
package boilerplatecheckpoint

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed boilerplatecheckpoint.md
var page string

// Rule reports checkpoints that add nothing: one with each batch, or the same state twice.
var Rule = &lint.Rule{
	ID:         "boilerplate-checkpoint",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"boilerplate bloat", "unnecessary logging or checkpointing", "unnecessary checkpointing"},
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

func check(pass *analysis.Pass, entry *program.Entry, training *program.Training) {
	for _, save := range entry.SavedEachBatch(training) {
		pass.ReportRangef(save.At, "this saves with every batch; save every few hundred steps, or every epoch")
	}
	for _, pair := range entry.SavedTwice(training) {
		first, second := pair[0].At, pair[1].At
		pass.Report(analysis.Diagnostic{
			Pos: second.Pos(), End: second.End(), Message: "this saves what has just been saved",
			Related: []analysis.RelatedInformation{{Pos: first.Pos(), End: first.End(), Message: "the first copy"}},
		})
	}
}
