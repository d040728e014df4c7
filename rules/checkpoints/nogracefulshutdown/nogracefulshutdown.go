// Package nogracefulshutdown defines the rule no-graceful-shutdown.
package nogracefulshutdown

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/failure"
)

//go:embed nogracefulshutdown.md
var page string

// Rule reports training loops that lose their state when they are stopped.
var Rule = &lint.Rule{
	ID:       "no-graceful-shutdown",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("save", "checkpoint").With("shutdown"),
		match.Do("handle", "shutdown"),
		match.Do("support", "shutdown"),
	},
	Lacks:    "checkpoint when it is stopped",
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		if !slices.ContainsFunc(all, stops) {
			pass.ReportRangef(all[0].At(), "this loop saves nothing when stopped; save a checkpoint on SIGTERM and KeyboardInterrupt")
		}
	}
}

// stops reports whether a training is no loop of the program's own, or something is done when it is stopped.
func stops(t program.Told) bool {
	return t.Training.By != "" || failure.StopsGracefully(t.Story, t.Training)
}
