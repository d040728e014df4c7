// Package checkpointdirnotcreated defines the rule checkpoint-dir-not-created.
package checkpointdirnotcreated

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed checkpointdirnotcreated.md
var page string

// Rule reports checkpoints in a folder that nothing makes.
var Rule = &lint.Rule{
	ID:       "checkpoint-dir-not-created",
	Severity: lint.Note,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			check(pass, entry, &entry.Trainings[i])
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, t *program.Training) {
	if entry.MakesDir() {
		return
	}
	repository := program.Of(pass).Repository
	saves := entry.Saves(t)
	seen := map[program.Range]bool{}
	for i := range saves.All {
		s := &saves.All[i]
		exists := repository != nil && s.Path.Dir != "" && repository.Exists(s.Path.Dir)
		if s.Library.NeedsDir && s.Path.Dir != "" && !exists && !seen[s.At] {
			seen[s.At] = true
			pass.ReportRangef(s.At, "the folder %q is never created; call os.makedirs(%q, exist_ok=True) before the training", s.Path.Dir, s.Path.Dir)
		}
	}
}
