// Package bareasterisk defines the rule bare-asterisk.
package bareasterisk

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed bareasterisk.md
var page string

// Rule reports values that start with an asterisk and have no quotes, which YAML reads as an alias.
var Rule = &lint.Rule{
	ID:       "bare-asterisk",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.BareAsterisk) },
}
