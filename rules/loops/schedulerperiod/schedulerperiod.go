// Package schedulerperiod defines the rule scheduler-period.
package schedulerperiod

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed schedulerperiod.md
var page string

// Rule reports learning-rate schedules that are stepped in another unit than they are long in.
var Rule = &lint.Rule{
	ID:       "scheduler-period",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, m := range gradient.MistimedSchedules(s) {
			pass.ReportRangef(s.At(m.Scheduler.At), "the length of this schedule counts %s, but it moves on once %s", m.Length, every(m))
		}
	}
}

func every(m gradient.Mistimed) string {
	switch {
	case m.Every > 1:
		return fmt.Sprintf("in %d %s: most of it never comes", m.Every, m.Stepped)
	case m.Stepped == gradient.Epochs:
		return "an epoch: most of it never comes"
	}
	return "a batch: it is over, or starts again, within the first epochs"
}
