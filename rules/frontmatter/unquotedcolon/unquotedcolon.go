// Package unquotedcolon defines the rule unquoted-colon.
package unquotedcolon

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed unquotedcolon.md
var page string

// Rule reports values that hold a colon and a space, and have no quotes: invalid YAML.
var Rule = &lint.Rule{
	ID:       "unquoted-colon",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.UnquotedColon) },
}
