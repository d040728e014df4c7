// Package unorderedset defines the rule unordered-set.
package unorderedset

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/seeding"
)

//go:embed unorderedset.md
var page string

// Rule reports sets of strings whose elements are numbered in their order.
var Rule = &lint.Rule{
	ID:       "unordered-set",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("have", "reproducibility").Alone(), match.Do("have", "reproducibility").With("seed")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range seeding.UnorderedSets(s) {
			at := s.At(found.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        fmt.Sprintf("a set of strings has a different order in every process, and %s depends on it; sort it", found.For),
				SuggestedFixes: lint.UnsafeFix("sort it", lint.Sorted(at)),
			})
		}
	}
}
