// Package checkpointdirnotcreated defines the rule checkpoint-dir-not-created.
package checkpointdirnotcreated

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed checkpointdirnotcreated.md
var page string

// Rule reports checkpoints in a folder that nothing makes.
var Rule = &lint.Rule{
	ID:       "checkpoint-dir-not-created",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			if !checkpoint.MakesFolders(t.Story) {
				check(pass, t, seen)
			}
		}
	}
}

func check(pass *analysis.Pass, t program.Told, seen map[story.Range]bool) {
	files := repository.Of(pass)
	saves := checkpoint.Of(t.Story, t.Training)
	for i := range saves.All {
		c := &saves.All[i]
		folder, at := checkpoint.NeedsFolder(t.Story, c), t.Story.At(c.Step.Event.At)
		if folder == "" || files != nil && files.Exists(folder) || seen[at] {
			continue
		}
		seen[at] = true
		create := fmt.Sprintf("os.makedirs(%q, exist_ok=True)", folder)
		pass.Report(analysis.Diagnostic{
			Pos: at.Pos(), End: at.End(),
			Message:        fmt.Sprintf("the folder %q is never created; call %s before training", folder, create),
			SuggestedFixes: lint.UnsafeFix("call "+create, lint.Before(t.At(), create)),
		})
	}
}
