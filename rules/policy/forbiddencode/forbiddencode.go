// Package forbiddencode defines the rule forbidden-code.
package forbiddencode

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/forbid"
)

//go:embed forbiddencode.md
var page string

// Rule reports what the settings forbid in Python.
var Rule = &lint.Rule{
	ID:        "forbidden-code",
	Severity:  lint.Error,
	Page:      page,
	Options:   forbid.List(nil),
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	lint.Options[forbid.List](pass).Python(python.Of(pass), func(h forbid.Hit) {
		lint.Reportf(pass, h.Node, lint.Severity(h.Forbid.Severity), "%s", h.Forbid.Says(h.Found))
	})
}
