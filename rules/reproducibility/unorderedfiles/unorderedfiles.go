// Package unorderedfiles defines the rule unordered-files.
package unorderedfiles

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
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
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("have", "reproducibility").Alone(), match.Do("have", "reproducibility").With("seed")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range seeding.UnorderedFiles(s) {
			at := s.At(found.At)
			d := analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%s returns files in arbitrary order, and %s depends on it; sort them", found.Name, found.For),
			}
			if !unsortable.MatchString(found.Name) {
				d.SuggestedFixes = lint.UnsafeFix("sort them", lint.Sorted(at))
			}
			pass.Report(d)
		}
	}
}

// unsortable matches what lists something that has no order, or a tree.
var unsortable = pattern.New(`(scandir|walk)$`)
