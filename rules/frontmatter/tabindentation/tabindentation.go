// Package tabindentation defines the rule tab-indentation.
package tabindentation

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed tabindentation.md
var page string

// Rule reports tabs in the indentation of the frontmatter, which YAML forbids.
var Rule = &lint.Rule{
	ID:       "tab-indentation",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.TabIndent) },
}
