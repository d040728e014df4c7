// Package valloaderdroplast defines the rule val-loader-drop-last.
package valloaderdroplast

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/validation"
)

//go:embed valloaderdroplast.md
var page string

// Rule reports loaders of held out data that leave rows out.
var Rule = &lint.Rule{
	ID:       "val-loader-drop-last",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, found := range validation.DroppingLoaders(s) {
			at := s.At(found.At)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message:        found.Setting + " omits the last rows of held-out data from the score; keep them all",
				SuggestedFixes: lint.UnsafeFix("set "+found.Setting+"=False", lint.Passing(at, found.Setting, "False")),
			})
		}
	}
}
