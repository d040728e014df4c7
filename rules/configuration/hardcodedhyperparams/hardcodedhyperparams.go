// Package hardcodedhyperparams defines the rule hardcoded-hyperparams.
package hardcodedhyperparams

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/setting"
)

//go:embed hardcodedhyperparams.md
var page string

// Rule reports scripts that write their hyperparameters as numbers into calls.
var Rule = &lint.Rule{
	ID:       "hardcoded-hyperparams",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("hardcode", "hyperparameter"),
		match.Avoid("use", "hard-coded hyperparameter"),
		match.Do("keep", "hyperparameter").With("config file"),
		match.Do("have", "config file").With("hyperparameter"),
		match.Avoid("fix in code", "tunable"),
	},
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

// least is how many hyperparameters must be written into the code: one may be meant.
const least = 2

func run(pass *analysis.Pass) {
	program.Of(pass).OnceAScript(func(all []program.Told) bool {
		found := setting.AllHardcoded(all[0].Story)
		for _, t := range all[1:] {
			if other := setting.AllHardcoded(t.Story); len(other) < len(found) {
				found = other // one that is set where another script starts may be changed
			}
		}
		if len(found) < least {
			return false
		}
		told := make([]string, len(found))
		for i, h := range found {
			told[i] = string(h.Kind) + " " + h.Value
		}
		pass.ReportRangef(all[0].At(), "%s are literals in the code of this training; define them in one place, to change and log them",
			wording.List(told, "and"))
		return true
	})
}
