// Package forbiddensetting defines the rule forbidden-setting.
package forbiddensetting

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/policy/forbid"
)

//go:embed forbiddensetting.md
var page string

// Rule reports what the settings forbid in configurations.
var Rule = &lint.Rule{
	ID:       "forbidden-setting",
	Severity: lint.Error,
	Page:     page,
	Options:  forbid.List(nil),
	Requires: []*analysis.Analyzer{config.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := config.Of(pass)
	lint.Options[forbid.List](pass).Config(f.Root, func(v forbid.Value) {
		lint.Reportf(pass, f.Range(v.Range), lint.Severity(v.Forbid.Severity), "%s", v.Forbid.Says(v.Found))
	})
}
