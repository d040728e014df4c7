// Package duplicatehandoff defines the rule duplicate-handoff.
package duplicatehandoff

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed duplicatehandoff.md
var page string

// Rule reports handoffs that stand twice in one definition.
var Rule = &lint.Rule{
	ID:       "duplicate-handoff",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if !f.Kind.HasHandoffs() {
		return
	}
	seen := map[[2]string]agent.Range{}
	for _, handoff := range f.Handoffs {
		to, label := handoff.Agent(), handoff.Field("label")
		if to == nil || label == nil || to.Value.Text() == "" {
			continue
		}
		key := [2]string{to.Value.Text(), label.Value.Text()}
		if first, ok := seen[key]; ok {
			at, other := f.Range(label.Value.Range), f.Range(first)
			pass.Report(analysis.Diagnostic{
				Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("there is already a button %q to %q", key[1], key[0]),
				Related: []analysis.RelatedInformation{{Pos: other.Pos(), End: other.End(), Message: "the first one"}},
			})
			continue
		}
		seen[key] = label.Value.Range
	}
}
