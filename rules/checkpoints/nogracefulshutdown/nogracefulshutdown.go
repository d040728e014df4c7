// Package nogracefulshutdown defines the rule no-graceful-shutdown.
package nogracefulshutdown

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed nogracefulshutdown.md
var page string

// Rule reports training loops that lose their state when they are stopped.
var Rule = &lint.Rule{
	ID:         "no-graceful-shutdown",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"graceful shutdown"},
	Snippets:   true,
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			check(pass, entry, &entry.Trainings[i])
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, t *program.Training) {
	if t.By != "" {
		return
	}
	if _, ok := entry.StopsGracefully(t); ok {
		return
	}
	severity := lint.Warning
	if entry.IsShort(t) {
		severity = lint.Note
	}
	lint.Reportf(pass, t.At, severity,
		"this loop saves nothing when it is stopped; save a checkpoint on SIGTERM and KeyboardInterrupt")
}
