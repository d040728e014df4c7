// Package gpumemorynotlogged defines the rule gpu-memory-not-logged.
package gpumemorynotlogged

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed gpumemorynotlogged.md
var page string

// Rule reports training on a GPU whose memory is not watched.
var Rule = &lint.Rule{
	ID:       "gpu-memory-not-logged",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Do("monitor", "gpu memory")},
	Lacks:    "log of GPU memory",
	Snippets: true,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		logged, watched := logging.NotLogged, false
		for _, t := range all {
			logged, watched = max(logged, logging.Of(t.Story, t.Training)), watched || logging.WatchesMemory(t.Story)
		}
		t := all[0]
		if t.Training.By != "" || logged != logging.IsLogged || watched || !logging.UsesCUDA(t.Story) {
			return false // a run that only prints has nowhere to keep it
		}
		pass.ReportRangef(t.At(), "GPU memory is not logged; log torch.cuda.max_memory_allocated() from time to time")
		return true
	})
}
