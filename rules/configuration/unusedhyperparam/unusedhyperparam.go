// Package unusedhyperparam defines the rule unused-hyperparam.
package unusedhyperparam

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
)

//go:embed unusedhyperparam.md
var page string

// Rule reports settings that are taken and never read.
var Rule = &lint.Rule{
	ID:       "unused-hyperparam",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	p := program.Of(pass)
	for _, group := range p.SettingsGroups() {
		for _, option := range p.Unread(group) {
			if group.Of == "" {
				pass.ReportRangef(option.At, "%s is an option that nothing reads: no code here has %q", option.Flag, option.Name)
			} else {
				pass.ReportRangef(option.At, "%s.%s is a setting that nothing reads", group.Of, option.Name)
			}
		}
	}
}
