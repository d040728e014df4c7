// Package samplersetepoch defines the rule sampler-set-epoch.
package samplersetepoch

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed samplersetepoch.md
var page string

// Rule reports distributed samplers that shuffle every epoch alike.
var Rule = &lint.Rule{
	ID:       "sampler-set-epoch",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "set_epoch"),
		match.Do("call", "distributed sampler").With("set_epoch"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, sampler := range gradient.SameOrder(s) {
			pass.ReportRangef(s.At(sampler.At), "nothing calls set_epoch() on this sampler: every epoch has the same order")
		}
	}
}
