// Package unusedhyperparam defines the rule unused-hyperparam.
package unusedhyperparam

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed unusedhyperparam.md
var page string

// Rule reports settings that are taken and never read.
var Rule = &lint.Rule{
	ID:       "unused-hyperparam",
	Severity: lint.Warning,
	Page:     page,
	Enforces: []match.Pattern{match.Avoid("use", "unused option"), match.Do("remove", "unused option")},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Notes:    program.Settings,
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, u := range program.Of(pass).UnreadSettings(pass.Analyzer) {
		if u.Of == "" {
			pass.ReportRangef(u.At, "the option %s is never read: no code that runs here uses %q", u.Flag, u.Name)
		} else {
			pass.ReportRangef(u.At, "the setting %s.%s is never read", u.Of, u.Name)
		}
	}
}
