// Package unclosedfrontmatter defines the rule unclosed-frontmatter.
package unclosedfrontmatter

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed unclosedfrontmatter.md
var page string

// Rule reports frontmatter that has no closing `---`.
var Rule = &lint.Rule{
	ID:       "unclosed-frontmatter",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.UnclosedFrontmatter) },
}
