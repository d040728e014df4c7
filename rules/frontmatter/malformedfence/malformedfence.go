// Package malformedfence defines the rule malformed-fence.
package malformedfence

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed malformedfence.md
var page string

// Rule reports frontmatter whose fences are indented or have more than three dashes.
var Rule = &lint.Rule{
	ID:       "malformed-fence",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.MalformedFence) },
}
