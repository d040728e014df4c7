// Package toomanyconfigoptions defines the rule too-many-config-options.
package toomanyconfigoptions

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed toomanyconfigoptions.md
var page string

// Options are what a project may set.
type Options struct {
	Max int `yaml:"max"` // settings that are not reported
}

// Rule reports configurations with more settings than anybody tries out.
var Rule = &lint.Rule{
	ID:       "too-many-config-options",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("use", "excessive options")},
	Options:  Options{Max: 25},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	p, limit := program.Of(pass), lint.Options[Options](pass).Max
	for _, group := range p.SettingsGroups() {
		if n := len(group.Options); n > limit {
			pass.ReportRangef(group.At, "%s has %d settings, more than %d", nameOf(group), n, limit)
		}
	}
	for _, c := range p.Configs {
		if n := len(c.Settings); n > limit {
			pass.ReportRangef(c.Range(c.At), "this configuration has %d settings, more than %d", n, limit)
		}
	}
}

func nameOf(group program.SettingsGroup) string {
	if group.Of == "" {
		return "the command line that starts here"
	}
	return group.Of
}
