// Package suppressionwithoutreason defines the rule suppression-without-reason.
package suppressionwithoutreason

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/suppress"
)

//go:embed suppressionwithoutreason.md
var page string

// Rule reports suppressions that do not say why.
var Rule = &lint.Rule{
	ID:        "suppression-without-reason",
	Severity:  lint.Warning,
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{suppress.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := suppress.Of(pass)
	for i := range f.Directives {
		d := &f.Directives[i]
		if d.IsKnown() && d.Verb != suppress.Enable && !d.Blanket && d.Reason == "" {
			pass.ReportRangef(f.Range(d.Range), "no reason given; add one after --")
		}
	}
}
