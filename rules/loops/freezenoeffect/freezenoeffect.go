// Package freezenoeffect defines the rule freeze-no-effect.
package freezenoeffect

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed freezenoeffect.md
var page string

// Rule reports attempts to freeze parameters that do nothing.
var Rule = &lint.Rule{
	ID:       "freeze-no-effect",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, f := range gradient.FrozenInVain(s) {
			pass.ReportRangef(s.At(f.At), "%s", message(f))
		}
	}
}

func message(f gradient.Frozen) string {
	switch f.Why {
	case gradient.Misspelt:
		return "parameters have no attribute " + f.Name + ": nothing is frozen; set requires_grad"
	case gradient.Compared:
		return "this compares requires_grad without changing it; assign with ="
	}
	return "requires_grad on a module does not affect its parameters: nothing is frozen; call requires_grad_(False)"
}
