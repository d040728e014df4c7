// Package unindentedline defines the rule unindented-line.
package unindentedline

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed unindentedline.md
var page string

// Rule reports lines of a long value that stand at the left margin, where YAML expects a key.
var Rule = &lint.Rule{
	ID:       "unindented-line",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.UnindentedLine) },
}
