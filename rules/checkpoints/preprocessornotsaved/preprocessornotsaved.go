// Package preprocessornotsaved defines the rule preprocessor-not-saved.
package preprocessornotsaved

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed preprocessornotsaved.md
var page string

// Rule reports models that are saved without what their inputs were prepared with.
var Rule = &lint.Rule{
	ID:       "preprocessor-not-saved",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("persist", "preprocessor"), match.Do("persist", "preprocessor").With("model")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			unsaved, ok := checkpoint.UnsavedPreprocessor(t.Story, t.Training)
			if at := t.Story.At(unsaved.At); ok && !seen[at] {
				seen[at] = true
				pass.ReportRangef(at, "the model is saved without the %s that prepared its inputs; new data can't be prepared the same way", unsaved.What)
			}
		}
	}
}
