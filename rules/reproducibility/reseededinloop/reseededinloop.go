// Package reseededinloop defines the rule reseeded-in-loop.
package reseededinloop

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed reseededinloop.md
var page string

// Rule reports generators that are set to the same state in every turn of a loop that trains.
var Rule = &lint.Rule{
	ID:       "reseeded-in-loop",
	Severity: lint.Warning,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	known := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, r := range seeding.Reseedings(s) {
			at := s.At(r.At)
			if known[at] {
				continue
			}
			known[at] = true
			if r.Loop.File < 0 {
				pass.ReportRangef(at, "%s sets the same state for every item, so all items draw the same numbers; seed once per worker", r.Name)
				continue
			}
			loop := s.At(r.Loop)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%s sets the same state in every iteration, so all draw the same numbers; call it before the loop", r.Name),
				Related: []analysis.RelatedInformation{{Pos: loop.Pos(), End: loop.End(), Message: "the loop"}},
			})
		}
	}
}
