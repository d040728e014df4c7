// Package checkpointoverwrite defines the rule checkpoint-overwrite.
package checkpointoverwrite

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/framework"
)

//go:embed checkpointoverwrite.md
var page string

// Rule reports checkpoints that replace each other.
var Rule = &lint.Rule{
	ID:         "checkpoint-overwrite",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"overwrite"},
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
	if t.By != "" && t.By != framework.Keras {
		return
	}
	_, resumes := entry.Restores()
	saves := entry.Saves(t)
	hasBest := saves.Any((*program.Save).OnlyBest)
	for _, s := range entry.Overwritten(t) {
		resumable := resumes && (s.Library.Whole || s.Contents.Has(framework.Optimizer))
		severity := lint.Error
		switch {
		case s.NamedLast() && hasBest:
			severity = lint.Note
		case s.NamedLast(), resumable, s.Path.Stability == program.PerRun, s.Guard.Is(program.Otherwise):
			severity = lint.Warning
		}
		lint.Reportf(pass, s.At, severity,
			"every checkpoint replaces the one before, since the path stays the same; put the epoch or step into its name")
	}
}
