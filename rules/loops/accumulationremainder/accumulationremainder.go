// Package accumulationremainder defines the rule accumulation-remainder.
package accumulationremainder

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed accumulationremainder.md
var page string

// Rule reports gradients of an epoch's last batches that are not applied with it.
var Rule = &lint.Rule{
	ID:       "accumulation-remainder",
	Severity: lint.Note,
	Page:     page,
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.Remainders) {
		pass.Report(m.Diagnostic("the loop",
			"%s.step() drops or delays the last batches of an epoch; also step for the last batch", m.Of))
	}
}
