// Package nocheckpoint defines the rule no-checkpoint.
package nocheckpoint

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed nocheckpoint.md
var page string

// Rule reports training that leaves nothing behind.
var Rule = &lint.Rule{
	ID:         "no-checkpoint",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"checkpoint"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			if t := &entry.Trainings[i]; entry.IsSaved(t) != program.IsSaved {
				report(pass, entry, t)
				break // what is saved is the script's business: one finding is enough
			}
		}
	}
}

func report(pass *analysis.Pass, entry *program.Entry, t *program.Training) {
	setting, off := entry.NotSaving(t.By)
	switch {
	case entry.IsSaved(t) == program.MaybeSaved:
		lint.Unknown(pass, t.At, "can't tell whether this training is saved: what may save is decided elsewhere")
	case off:
		lint.Reportf(pass, t.At, severity(entry, t), "%s keeps this training from saving checkpoints, and nothing else saves the model", setting.Text)
	default:
		lint.Reportf(pass, t.At, severity(entry, t),
			"nothing of this training is saved, so a crash loses all of it; save a checkpoint every few epochs (looked in %s)", entry.Searched())
	}
}

// severity is a note where little is lost: a short run, or a model that is fitted at once.
func severity(entry *program.Entry, t *program.Training) lint.Severity {
	if t.By == framework.Estimator || t.By == framework.Boosting || entry.IsShort(t) {
		return lint.Note
	}
	return lint.Error
}
