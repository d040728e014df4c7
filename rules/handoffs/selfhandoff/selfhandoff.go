// Package selfhandoff defines the rule self-handoff.
package selfhandoff

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed selfhandoff.md
var page string

// Rule reports handoffs of agents to themselves.
var Rule = &lint.Rule{
	ID:       "self-handoff",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, handoff := range f.Handoffs {
		if to := handoff.Agent(); to != nil && f.Kind.HasHandoffs() && strings.EqualFold(to.Value.Text(), f.Name()) {
			pass.ReportRangef(f.Range(to.Value.Range), "%q hands off to itself: the button sends its prompt to the agent that has just answered", f.Name())
		}
	}
}
