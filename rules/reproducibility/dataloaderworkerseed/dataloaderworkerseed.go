// Package dataloaderworkerseed defines the rule dataloader-worker-seed.
package dataloaderworkerseed

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed dataloaderworkerseed.md
var page string

// Rule reports loaders whose workers all draw the same random numbers.
var Rule = &lint.Rule{
	ID:       "dataloader-worker-seed",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
		match.Do("seed", "loader worker"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, w := range seeding.WorkersAlike(s) {
			pass.ReportRangef(s.At(w.At), "%s makes all workers draw the same numbers; seed it with torch.initial_seed(), which differs", w.Name)
		}
		for _, w := range seeding.WorkerDraws(s) {
			at, draw := s.At(w.At), s.At(w.Draw)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("every worker gets an unseeded copy of the generator that %s draws from", w.Name),
				Related: []analysis.RelatedInformation{{Pos: draw.Pos(), End: draw.End(), Message: "drawn here, in the data set"}},
			})
		}
	}
}
