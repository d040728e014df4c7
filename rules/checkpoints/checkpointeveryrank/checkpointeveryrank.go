// Package checkpointeveryrank defines the rule checkpoint-every-rank.
package checkpointeveryrank

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed checkpointeveryrank.md
var page string

// Rule reports checkpoints that every process of a distributed training writes.
var Rule = &lint.Rule{
	ID:       "checkpoint-every-rank",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			check(pass, entry, &entry.Trainings[i])
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, t *program.Training) {
	if _, distributed := entry.IsDistributed(); t.By != "" || !distributed {
		return
	}
	saves := entry.Saves(t)
	seen := map[program.Range]bool{}
	for i := range saves.All {
		s := &saves.All[i]
		if s.By == "torch.save" && s.InLoop && !s.Guard.Is(program.OnOneProcess|program.Otherwise) && !s.PerProcess() && !seen[s.At] {
			seen[s.At] = true
			pass.ReportRangef(s.At, "every process writes this checkpoint, to the same path; guard it with dist.get_rank() == 0")
		}
	}
}
