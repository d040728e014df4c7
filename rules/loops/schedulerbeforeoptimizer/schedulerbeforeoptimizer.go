// Package schedulerbeforeoptimizer defines the rule scheduler-before-optimizer.
package schedulerbeforeoptimizer

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed schedulerbeforeoptimizer.md
var page string

// Rule reports schedulers that are stepped before the optimizer.
var Rule = &lint.Rule{
	ID:       "scheduler-before-optimizer",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Snippets: true,
	Enforces: []match.Pattern{
		match.Do("step", "scheduler").With("training step"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, m := range program.Of(pass).Missteps(gradient.ScheduledFirst) {
		d := m.Diagnostic("stepped here",
			"%s.step() comes before the optimizer step: the first value of its schedule is skipped", m.Of)
		d.SuggestedFixes = lint.UnsafeFix("move it after that", lint.MovedAfter(m.At, m.Other))
		pass.Report(d)
	}
}
