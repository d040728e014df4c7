// Package lastfoldsaved defines the rule last-fold-saved.
package lastfoldsaved

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed lastfoldsaved.md
var page string

// Rule reports models that are saved after a cross-validation though they were trained on the last fold alone.
var Rule = &lint.Rule{
	ID:       "last-fold-saved",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			place, ok := checkpoint.LastFold(t.Story, t.Training)
			if at := t.Story.At(place); ok && !seen[at] {
				seen[at] = true
				pass.ReportRangef(at, "this saves the model of the last fold, which has not seen all training data; fit it again")
			}
		}
	}
}
