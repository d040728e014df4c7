// Package invalidyaml defines the rule invalid-yaml.
package invalidyaml

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/frontmatter"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed invalidyaml.md
var page string

// Rule reports frontmatter that is not valid YAML, where no rule knows the fault by name.
var Rule = &lint.Rule{
	ID:       "invalid-yaml",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      func(pass *analysis.Pass) { frontmatter.Report(pass, agent.InvalidYAML) },
}
