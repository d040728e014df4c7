// Package checkpointkeymismatch defines the rule checkpoint-key-mismatch.
package checkpointkeymismatch

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
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
	done := map[*story.Story]bool{}
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			if done[t.Story] {
				continue
			}
			done[t.Story] = true
			for _, m := range checkpoint.Mismatches(t.Story) {
				report(pass, t.Story.At(m.Key.At), m)
			}
		}
	}
}

// report reports a key. One that the code does without is reported only if it looks like another that nothing reads, or names the same part
// of the state.
func report(pass *analysis.Pass, at story.Range, m checkpoint.Mismatch) {
	among := m.Saved
	if m.Key.Checked {
		among = m.Unread
	}
	near, ok := wording.Nearest(m.Key.Name, among)
	if !ok && m.Like != "" {
		near, ok = m.Like, true
	}
	if ok {
		pass.ReportRangef(at, "no checkpoint that this script saves has the key %q; did you mean %q?", m.Key.Name, near)
	} else if !m.Key.Checked {
		pass.ReportRangef(at, "no checkpoint that this script saves has the key %q: they have %s",
			m.Key.Name, wording.Some(wording.Quoted(m.Saved), "and"))
	}
}
