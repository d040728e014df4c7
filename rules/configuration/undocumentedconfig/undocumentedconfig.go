// Package undocumentedconfig defines the rule undocumented-config.
package undocumentedconfig

import (
	_ "embed"
	"path"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/workspace/repository"
)

//go:embed undocumentedconfig.md
var page string

// Rule reports settings that nobody explains.
var Rule = &lint.Rule{
	ID:       "undocumented-config",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("document", "training configuration"),
		match.Do("document", "config option"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer, repository.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	p, files := program.Of(pass), repository.Of(pass)
	for _, group := range p.SettingsGroups() {
		checkGroup(pass, group)
	}
	for _, c := range p.Configs {
		if !c.Commented && !files.Mentions(path.Base(c.Path)) {
			pass.ReportRangef(c.Range(c.At), "undocumented configuration: it has no comment, and no README mentions %s", path.Base(c.Path))
		}
	}
}

// checkGroup reports once what nobody explains of a parser or class.
func checkGroup(pass *analysis.Pass, group program.SettingsGroup) {
	var silent []program.Option
	for _, option := range group.Options {
		if !option.Explains {
			silent = append(silent, option)
		}
	}
	switch {
	case len(silent) == 0:
	case group.Of != "":
		pass.ReportRangef(group.At, "undocumented settings: %s has neither a docstring nor comments", group.Of)
	case len(silent) == 1:
		pass.ReportRangef(silent[0].At, "%s has no help text", silent[0].Flag)
	default:
		pass.ReportRangef(silent[0].At, "%d of %d options have no help text, starting with %s", len(silent), len(group.Options), silent[0].Flag)
	}
}
