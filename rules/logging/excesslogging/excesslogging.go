// Package excesslogging defines the rule excess-logging.
package excesslogging

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed excesslogging.md
var page string

// Rule reports metrics that go to more places than anyone reads.
var Rule = &lint.Rule{
	ID:       "excess-logging",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("use", "excess logging")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool { return check(pass, all[0]) })
}

func check(pass *analysis.Pass, t program.Told) bool {
	if trackers := logging.Trackers(t.Story); len(trackers) > 1 {
		pass.ReportRangef(t.Story.At(trackers[1].At), "this run is logged to both %s and %s; one tracker is enough", trackers[0].What, trackers[1].What)
		return true
	}
	if at, what, by := logging.Repeated(t.Story); len(by) > 0 {
		pass.ReportRangef(t.Story.At(at), "%s is logged here with %s; one or two are enough", what, wording.List(by, "and"))
		return true
	}
	found, ok := logging.PerParameter(t.Story)
	if ok {
		pass.ReportRangef(t.Story.At(found.At), "%s logs something for each of %s at every step; do so every 100 steps or more", found.By, found.What)
	}
	return ok
}
