// Package dataloaderworkerseed defines the rule dataloader-worker-seed.
package dataloaderworkerseed

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed dataloaderworkerseed.md
var page string

// Rule reports loaders whose workers all draw the same random numbers.
var Rule = &lint.Rule{
	ID:       "dataloader-worker-seed",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for _, w := range entry.WorkerDraws() {
			pass.Report(analysis.Diagnostic{
				Pos: w.At.Pos(), End: w.At.End(),
				Message: fmt.Sprintf("every worker gets a copy of the generator that %s draws from, and nothing seeds it there", w.Name),
				Related: []analysis.RelatedInformation{{Pos: w.Draw.Pos(), End: w.Draw.End(), Message: "drawn here, in the data set"}},
			})
		}
	}
}
