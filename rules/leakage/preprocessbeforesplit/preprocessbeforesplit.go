// Package preprocessbeforesplit defines the rule preprocess-before-split.
package preprocessbeforesplit

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story"
	"github.com/agentlint/agentlint/program/story/leakage"
)

//go:embed preprocessbeforesplit.md
var page string

// Rule reports transformers that learn from rows which are held back later.
var Rule = &lint.Rule{
	ID:       "preprocess-before-split",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("fit", "preprocessor").With("all data"),
		match.Avoid("fit", "preprocessor").With("test data"),
		match.Do("fit", "preprocessor").With("training data"),
		match.Do("split", "data").With("preprocessing"),
		match.Avoid("use", "data leakage"),
		match.Avoid("leak", "validation data").With("preprocessing"),
		match.Avoid("mix", "test data").With("preprocessing"),
		match.Avoid("leak", "").With("test data"),
		match.Avoid("leak", "information").With("test data"),
		match.Avoid("normalize", "").With("full statistics"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Snippets: true,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, leak := range leakage.Leaks(s) {
			report(pass, s, leak)
		}
	}
}

func report(pass *analysis.Pass, s *story.Story, leak leakage.Leak) {
	severity := lint.Error
	switch leak.Kind {
	case leakage.PreprocessBeforeSplit:
	case leakage.StatisticBeforeSplit:
		severity = lint.Warning
	default:
		return
	}
	if leak.Inner || leak.Groups { // the test part was split off before: only the choice of a model is touched; or little is known from others
		severity = lint.Note
	}
	lint.Reportf(pass, s.At(leak.At), severity, "%s is fitted on all rows before %s splits them; split first, then fit on the training part",
		leak.What, leak.Split)
}
