// Package emptybody defines the rule empty-body.
package emptybody

import (
	"bytes"
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed emptybody.md
var page string

// Rule reports definitions without instructions.
var Rule = &lint.Rule{
	ID:       "empty-body",
	Agnix:    []string{"COP-001", "COP-013", "CUR-015"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	switch {
	case len(bytes.TrimSpace(f.Source.Text[f.Body.Start:f.Body.End])) > 0:
	case !f.Kind.IsRead():
	case f.Kind == kind.OpenCodeAgent && f.Field("prompt") != nil:
		pass.ReportRangef(f.Range(f.Field("prompt").Key), "there are no instructions: OpenCode uses the body, which is empty, instead of \"prompt\"")
	case f.Kind == kind.KiroAgent && f.Field("prompt") != nil: // which holds the instructions
	case f.Kind == kind.GeminiAgent && f.Field("agent_card_url") != nil: // it is elsewhere
	case f.Frontmatter != nil && !f.Frontmatter.Closed: // nobody knows where the body starts
	default:
		pass.ReportRangef(f.Range(agent.Range{Start: f.Body.Start, End: f.Body.Start}), "there are no instructions")
	}
}
