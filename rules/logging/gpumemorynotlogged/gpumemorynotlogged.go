// Package gpumemorynotlogged defines the rule gpu-memory-not-logged.
package gpumemorynotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed gpumemorynotlogged.md
var page string

// Rule reports training on a GPU whose memory is not watched.
var Rule = &lint.Rule{
	ID:         "gpu-memory-not-logged",
	Severity:   lint.Note,
	Page:       page,
	Boundaries: []string{"gpu memory", "resource monitoring"},
	Snippets:   true,
	Requires:   []*analysis.Analyzer{program.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		for i := range entry.Trainings {
			if check(pass, entry, &entry.Trainings[i]) {
				break // one finding a script is enough
			}
		}
	}
}

func check(pass *analysis.Pass, entry *program.Entry, training *program.Training) bool {
	logged, _ := entry.Logged(training)
	_, usesCUDA := entry.UsesCUDA()
	if training.By != "" || logged != program.IsLogged || !usesCUDA {
		return false // a run that only prints has nowhere to keep it
	}
	if memory, _ := entry.GPUMemory(); memory != program.Unreported {
		return false
	}
	pass.ReportRangef(training.At, "the memory of the GPU is not logged; log torch.cuda.max_memory_allocated() from time to time")
	return true
}
