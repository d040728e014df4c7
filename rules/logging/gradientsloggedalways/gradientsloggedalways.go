// Package gradientsloggedalways defines the rule gradients-logged-always.
package gradientsloggedalways

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/logging"
)

//go:embed gradientsloggedalways.md
var page string

// Rule reports gradients that are reported with every step.
var Rule = &lint.Rule{
	ID:       "gradients-logged-always",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("log", "gradient logging")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	told := map[story.Range]bool{}
	for _, s := range program.Of(pass).Stories {
		found, ok := logging.GradientsLogged(s)
		if at := s.At(found.At); ok && !told[at] {
			told[at] = true
			pass.ReportRangef(at, "%s logs %s throughout training; do so only for debugging, or every 100 steps or more", found.By, found.What)
		}
	}
}
