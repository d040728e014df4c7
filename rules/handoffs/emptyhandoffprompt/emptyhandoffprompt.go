// Package emptyhandoffprompt defines the rule empty-handoff-prompt.
package emptyhandoffprompt

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed emptyhandoffprompt.md
var page string

// Rule reports handoffs without a prompt.
var Rule = &lint.Rule{
	ID:       "empty-handoff-prompt",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, handoff := range f.Handoffs {
		prompt := handoff.Field("prompt")
		if !f.Kind.HasHandoffs() || prompt == nil || prompt.Value.Type() != agent.String || strings.TrimSpace(prompt.Value.Text()) != "" {
			continue // handoff-key and wrong-type are about these
		}
		severity, fault := lint.Note, "the prompt is empty: the button selects the agent without a task"
		if send := handoff.Field("send"); send != nil && send.Value.Text() == "true" {
			severity, fault = lint.Warning, "the prompt is empty, and send is true: there is nothing to submit"
		}
		lint.Reportf(pass, f.Range(prompt.Value.Range), severity, "%s", fault)
	}
}
