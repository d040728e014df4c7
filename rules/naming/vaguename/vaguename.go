// Package vaguename defines the rule vague-name.
package vaguename

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed vaguename.md
var page string

// Rule reports functions whose names say neither what they do nor to what.
var Rule = &lint.Rule{
	ID:        "vague-name",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "vague verb")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range routine.Named(python.Of(pass)) {
		name := function.Child(python.NameField)
		if isMain := name.Text() == "run"; !isMain && naming.IsVague(naming.Words(name.Text())) {
			pass.ReportRangef(name, "the name %q says neither what is done nor to what", name.Text())
		}
	}
}
