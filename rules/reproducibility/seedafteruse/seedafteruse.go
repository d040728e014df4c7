// Package seedafteruse defines the rule seed-after-use.
package seedafteruse

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed seedafteruse.md
var page string

// Rule reports seeds that are set when their generator has been drawn from already.
var Rule = &lint.Rule{
	ID:         "seed-after-use",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"random seed", "reproducible seed"},
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for _, late := range entry.LateSeeds() {
			pass.Report(analysis.Diagnostic{
				Pos: late.At.Pos(), End: late.At.End(),
				Message: fmt.Sprintf("%s seeds %s too late: %s has drawn from it before", late.Seeder, late.Domain, late.User),
				Related: []analysis.RelatedInformation{{Pos: late.Use.Pos(), End: late.Use.End(), Message: "drawn here without a seed"}},
			})
		}
	}
}
