// Package checkpointnotperiodic defines the rule checkpoint-not-periodic.
package checkpointnotperiodic

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed checkpointnotperiodic.md
var page string

// Rule reports training that is only saved at the end or on improvement.
var Rule = &lint.Rule{
	ID:         "checkpoint-not-periodic",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"save checkpoints", "checkpoints at regular"},
	Snippets:   true,
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
	switch {
	case t.By != "" && t.By != framework.Keras, len(saves.All) == 0, entry.IsShort(t), saves.Periodic():
	case t.By == framework.Keras && entry.IsSaved(t) == program.MaybeSaved:
	case saves.Unknown.File != nil:
		lint.Unknown(pass, t.At, "can't tell whether checkpoints are saved at regular intervals: the code that may save is not here")
	case saves.Any(func(s *program.Save) bool { return s.InLoop && s.Guard.Is(program.OnImprovement) }):
		pass.ReportRangef(t.At, "checkpoints are only saved when a metric improves; save one every few epochs, too, to resume from")
	case saves.Any(func(s *program.Save) bool { return s.Guard.Is(program.OnFailure) }):
		pass.ReportRangef(t.At, "nothing is saved while this trains unless it fails; save a checkpoint every few epochs")
	default:
		pass.ReportRangef(t.At, "nothing is saved before this training is over; save a checkpoint every few epochs")
	}
}
