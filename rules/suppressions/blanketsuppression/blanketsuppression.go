// Package blanketsuppression defines the rule blanket-suppression.
package blanketsuppression

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/suppress"
)

//go:embed blanketsuppression.md
var page string

// Rule reports suppressions that name no rule.
var Rule = &lint.Rule{
	ID:        "blanket-suppression",
	Severity:  lint.Error,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{suppress.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := suppress.Of(pass)
	for i := range f.Directives {
		if d := &f.Directives[i]; d.Blanket {
			pass.ReportRangef(f.Range(d.Range), "this names no rule, so it suppresses nothing; write %s[rule, …]", d.Verb)
		}
	}
}
