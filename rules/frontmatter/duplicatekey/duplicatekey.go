// Package duplicatekey defines the rule duplicate-key.
package duplicatekey

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed duplicatekey.md
var page string

// Rule reports keys that stand twice in one map of the frontmatter.
var Rule = &lint.Rule{
	ID:       "duplicate-key",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.DuplicateKey) },
}
