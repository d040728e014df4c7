// Package textbeforefrontmatter defines the rule text-before-frontmatter.
package textbeforefrontmatter

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed textbeforefrontmatter.md
var page string

// Rule reports text or blank lines above the frontmatter, where hosts do not look for it.
var Rule = &lint.Rule{
	ID:       "text-before-frontmatter",
	Severity: lint.Error,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.TextBeforeFrontmatter) },
}
