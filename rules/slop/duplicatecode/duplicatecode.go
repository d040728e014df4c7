// Package duplicatecode defines the rule duplicate-code.
package duplicatecode

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/clone"
)

//go:embed duplicatecode.md
var page string

// Options are what a project may set. Both must be met.
type Options struct {
	Statements int `yaml:"statements"` // the fewest that count as a copy
	Tokens     int `yaml:"tokens"`     // the fewest in them
}

// Rule reports code that stands in several places.
var Rule = &lint.Rule{
	ID:       "duplicate-code",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("use", "duplicate code"),
		match.Do("remove", "duplicate code"),
		match.Avoid("duplicate", "code"),
		match.Avoid("duplicate", "training loop copy"),
		match.Avoid("paste", "training loop copy"),
	},
	Options:  Options{Statements: 6, Tokens: 60},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	for _, clone := range program.Of(pass).Clones(options.Statements, options.Tokens) {
		first := clone.Places[0]
		others := make([]analysis.RelatedInformation, len(clone.Places)-1)
		for i, at := range clone.Places[1:] {
			others[i] = analysis.RelatedInformation{Pos: at.Pos(), End: at.End(), Message: "a copy"}
		}
		pass.Report(analysis.Diagnostic{Pos: first.Pos(), End: first.End(), Message: message(clone), Related: others})
	}
}

// message says how much is copied, and where the nearest copy is.
func message(clone clone.Clone) string {
	nearest := clone.Places[1].File.Path
	if nearest == clone.Places[0].File.Path {
		nearest = "this file"
	}
	if n := len(clone.Places); n > 2 {
		return fmt.Sprintf("these %d statements appear in %d places, including %s", clone.Statements, n, nearest)
	}
	return fmt.Sprintf("these %d statements appear again in %s", clone.Statements, nearest)
}
