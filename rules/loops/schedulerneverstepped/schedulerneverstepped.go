// Package schedulerneverstepped defines the rule scheduler-never-stepped.
package schedulerneverstepped

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed schedulerneverstepped.md
var page string

// Rule reports learning rate schedulers that are made and never stepped.
var Rule = &lint.Rule{
	ID:       "scheduler-never-stepped",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("step", "scheduler")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	seen := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		for _, u := range gradient.UnsteppedSchedulers(s) {
			if at := s.At(u.At); !seen[at] {
				seen[at] = true
				pass.ReportRangef(at, "nothing calls %s.step(): the learning rate never changes", u.Name)
			}
		}
	}
}
