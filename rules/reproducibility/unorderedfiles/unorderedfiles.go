// Package unorderedfiles defines the rule unordered-files.
package unorderedfiles

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed unorderedfiles.md
var page string

// Rule reports files that are listed in no order where the order decides.
var Rule = &lint.Rule{
	ID:       "unordered-files",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Do("have", "reproducibility").Alone(), match.Do("have", "reproducibility").With("seed")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range seeding.UnorderedFiles(s) {
			pass.ReportRangef(s.At(found.At), "%s returns files in arbitrary order, and %s depends on it; sort them", found.Name, found.For)
		}
	}
}
