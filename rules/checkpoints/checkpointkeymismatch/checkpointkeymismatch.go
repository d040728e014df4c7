// Package checkpointkeymismatch defines the rule checkpoint-key-mismatch.
package checkpointkeymismatch

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
)

//go:embed checkpointkeymismatch.md
var page string

// Rule reports keys that are read of a checkpoint and never written.
var Rule = &lint.Rule{
	ID:       "checkpoint-key-mismatch",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for _, m := range entry.Mismatches(&entry.Trainings[0]) {
			if near, ok := wording.Nearest(m.Key.Name, m.Saved); ok {
				pass.ReportRangef(m.Key.At, "no checkpoint that this script saves has the key %q: did you mean %q?", m.Key.Name, near)
			} else {
				pass.ReportRangef(m.Key.At, "no checkpoint that this script saves has the key %q: they have %s",
					m.Key.Name, wording.Some(wording.Quoted(m.Saved), "and"))
			}
		}
	}
}
