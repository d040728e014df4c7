// Package hardcodedhyperparams defines the rule hardcoded-hyperparams.
package hardcodedhyperparams

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/program"
)

//go:embed hardcodedhyperparams.md
var page string

// Rule reports scripts that write their hyperparameters as numbers into calls.
var Rule = &lint.Rule{
	ID:       "hardcoded-hyperparams",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

// least is how many hyperparameters must be written into the code: one may be meant.
const least = 2

func run(pass *analysis.Pass) {
	for entry := range program.Of(pass).Entries() {
		all := entry.Hardcoded()
		if len(all) < least {
			continue
		}
		told := make([]string, len(all))
		for i, h := range all {
			told[i] = string(h.Kind) + " " + h.Value
		}
		pass.ReportRangef(entry.Trainings[0].At, "%s are numbers in the code of this training; name them in one place that can be changed and logged",
			wording.List(told, "and"))
	}
}
