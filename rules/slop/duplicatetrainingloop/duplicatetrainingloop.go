// Package duplicatetrainingloop defines the rule duplicate-training-loop.
package duplicatetrainingloop

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed duplicatetrainingloop.md
var page string

// Options are what a project may set. Both must be met.
type Options struct {
	Statements int     `yaml:"statements"` // the fewest that two loops have in common
	Alike      float64 `yaml:"alike"`      // the smallest part of their statements that is so, from 0 to 1
}

// Rule reports training loops that do what another one does.
var Rule = &lint.Rule{
	ID:       "duplicate-training-loop",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("duplicate", "training loop copy"),
		match.Avoid("paste", "training loop copy"),
	},
	Options:  Options{Statements: 6, Alike: 0.85},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	for _, twins := range program.Of(pass).TwinLoops(options.Statements, options.Alike) {
		where := twins.Other.File.Path
		if where == twins.At.File.Path {
			where = "this file"
		}
		pass.Report(analysis.Diagnostic{
			Pos: twins.At.Pos(), End: twins.At.End(),
			Message: "this loop does the same as another one in " + where + " does",
			Related: []analysis.RelatedInformation{{Pos: twins.Other.Pos(), End: twins.Other.End(), Message: "the other loop"}},
		})
	}
}
