// Package expiredsuppression defines the rule expired-suppression.
package expiredsuppression

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/suppress"
)

//go:embed expiredsuppression.md
var page string

// Rule reports suppressions whose last day has passed.
var Rule = &lint.Rule{
	ID:        "expired-suppression",
	Severity:  lint.Warning,
	Fix:       lint.UnsafeFixes,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{suppress.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := suppress.Of(pass)
	for i := range f.Directives {
		d := &f.Directives[i]
		switch {
		case !f.IsExpired(d):
		case d.HasDate():
			pass.Report(analysis.Diagnostic{
				Pos: f.Range(d.Range).Pos(), End: f.Range(d.Range).End(),
				Message:        fmt.Sprintf("this expired after %s and no longer suppresses anything", d.Until),
				SuggestedFixes: fix(f, d),
			})
		default:
			pass.ReportRangef(f.Range(d.Range), "%q is not a date in the form YYYY-MM-DD, so this suppresses nothing", d.Until)
		}
	}
}

// fix deletes the comment; whether to renew it is for a person to decide.
func fix(f *suppress.File, d *suppress.Directive) []analysis.SuggestedFix {
	if d.Whole.Start == d.Whole.End {
		return nil
	}
	return lint.UnsafeFix("delete the comment", f.Edit(d.Whole, ""))
}
