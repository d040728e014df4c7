// Package checkpointeveryrank defines the rule checkpoint-every-rank.
package checkpointeveryrank

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/checkpoint"
)

//go:embed checkpointeveryrank.md
var page string

// Rule reports checkpoints that every process of a distributed training writes.
var Rule = &lint.Rule{
	ID:       "checkpoint-every-rank",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("save", "checkpoint").With("rank zero")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for all := range program.Of(pass).Trainings() {
		for _, t := range all {
			if t.Training.By != "" {
				continue
			}
			for _, c := range checkpoint.InEveryProcess(t.Story, t.Training) {
				if at := t.Story.At(c.Step.Event.At); !seen[at] {
					seen[at] = true
					pass.ReportRangef(at, "every process writes this checkpoint to the same path; guard it with dist.get_rank() == 0")
				}
			}
		}
	}
}
