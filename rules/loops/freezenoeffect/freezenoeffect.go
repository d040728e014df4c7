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
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, f := range gradient.FrozenInVain(s) {
			at := s.At(f.At)
			pass.Report(analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: message(f), SuggestedFixes: fix(at, f)})
		}
	}
}

// fix writes what is meant. Other parameters are trained then, so it is unsafe.
func fix(at analysis.Range, f gradient.Frozen) []analysis.SuggestedFix {
	switch f.Why {
	case gradient.Compiled:
		return nil // with which settings it was compiled is up to whoever did it
	case gradient.Misspelt:
		return lint.UnsafeFix("set requires_grad", lint.Rewritten(at, `(.+\.)`+f.Name+`(\s*=\s*\w+)`, "$1requires_grad$2"))
	case gradient.Compared:
		return lint.UnsafeFix("assign it", lint.Rewritten(at, `(.+\.requires_grad\s*)==(\s*\w+)`, "$1=$2"))
	}
	return lint.UnsafeFix("call requires_grad_()", lint.Rewritten(at, `(.+)\.requires_grad\s*=\s*(True|False)`, "$1.requires_grad_($2)"))
}

func message(f gradient.Frozen) string {
	switch f.Why {
	case gradient.Misspelt:
		return "parameters have no attribute " + f.Name + ": nothing is frozen; set requires_grad"
	case gradient.Compiled:
		return "the next fit still trains what the last one did: compile the model again after trainable is set"
	case gradient.Compared:
		return "this compares requires_grad without changing it; assign with ="
	}
	return "requires_grad on a module does not affect its parameters: nothing is frozen; call requires_grad_(False)"
}
