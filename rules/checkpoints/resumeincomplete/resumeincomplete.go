// Package resumeincomplete defines the rule resume-incomplete.
package resumeincomplete

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed resumeincomplete.md
var page string

// Rule reports resumed training that leaves part of its checkpoint.
var Rule = &lint.Rule{
	ID:       "resume-incomplete",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("support", "resumption"),
		match.Do("resume", "training").With("checkpoint"),
		match.Do("restore", "training state"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			if check(pass, t) {
				break
			}
		}
	}
}

// check reports what is left of a checkpoint when a training is resumed, and whether there is any.
func check(pass *analysis.Pass, t program.Told) bool {
	left, ok := checkpoint.NotRestored(t.Story, t.Training)
	if !ok {
		return false
	}
	if left.Anew {
		pass.ReportRangef(t.Story.At(left.At), "the state is restored, but training starts at the first epoch again")
		return true
	}
	var names []string
	for _, part := range left.Parts {
		names = append(names, "the "+string(part))
	}
	pass.ReportRangef(t.Story.At(left.At), "the checkpoint holds %s, but resuming does not restore it", wording.List(names, "and"))
	return true
}
