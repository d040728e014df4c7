// Package frontmatternotmapping defines the rule frontmatter-not-mapping.
package frontmatternotmapping

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed frontmatternotmapping.md
var page string

// Rule reports frontmatter that is not a map of keys to values, but a list or plain text.
var Rule = &lint.Rule{
	ID:       "frontmatter-not-mapping",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.NotAMapping) },
}
