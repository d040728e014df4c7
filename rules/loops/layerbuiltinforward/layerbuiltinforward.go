// Package layerbuiltinforward defines the rule layer-built-in-forward.
package layerbuiltinforward

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/story/gradient"
)

//go:embed layerbuiltinforward.md
var page string

// Rule reports layers that are made anew with every call.
var Rule = &lint.Rule{
	ID:       "layer-built-in-forward",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{program.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for _, s := range program.Of(pass).Stories {
		for _, layer := range gradient.LayersBuiltInForward(s) {
			pass.ReportRangef(s.At(layer.At), "every call of forward creates this layer again, so it is never trained; create it in __init__")
		}
	}
}
