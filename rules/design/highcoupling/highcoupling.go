// Package highcoupling defines the rule high-coupling.
package highcoupling

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed highcoupling.md
var page string

// Options are what a project may set.
type Options struct {
	Max int `yaml:"max"` // the most classes of the project that are not reported
}

// Rule reports classes and functions that know many of the project's classes.
var Rule = &lint.Rule{
	ID:       "high-coupling",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("reduce", "coupling"), match.Avoid("use", "coupling")},
	Options:  Options{Max: 7},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	most := lint.Options[Options](pass).Max
	for _, c := range program.Of(pass).Couplings() {
		if len(c.To) > most && c.Name != "main" {
			pass.ReportRangef(c.At, "%s uses %d other classes, over %d: %s", c.Name, len(c.To), most, wording.List(c.To, "and"))
		}
	}
}
