// Package mcpsecret defines the rule mcp-secret.
package mcpsecret

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/mcp"
)

//go:embed mcpsecret.md
var page string

// Rule reports secrets that stand in the configuration of a server.
var Rule = &lint.Rule{
	ID:       "mcp-secret",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{mcp.Analyzer},
	Run:      run,
}

var (
	// secretName matches names of fields, variables and headers whose values are secret.
	secretName = pattern.New(`(?i)(?:token|secret|passw(?:or)?d|credential|api[_-]?key|access[_-]?key|authorization|private[_-]?key)s?$`)
	// literal matches a value that may be random, behind the scheme of a header.
	literal = pattern.New(`^(?:(?:Bearer|Basic|Token|ApiKey) +)?([A-Za-z0-9+/=_.-]{16,})$`)
	// made matches what is random in no secret: what people put into examples, and names of variables.
	made = pattern.New(`(?i:example|sample|your|dummy|fake|secret|token|placeholder|redacted|change|xxx|abcdef|12345|0000)|^[A-Z][A-Z0-9_]*$|^[a-z_.-]+$|^[/.]`)
	// issued matches the secrets that the rule secret knows by their shape.
	issued = pattern.New(`\b(?:AKIA|ASIA|gh[pousr]_|github_pat_|glpat-|sk-ant-|sk-[\w-]{20,}T3BlbkFJ|hf_|AIza|xox[abprs]-|[rs]k_live_|npm_|pypi-)`)
)

func run(pass *analysis.Pass) {
	f := mcp.Of(pass)
	for i := range f.Servers {
		for name, v := range f.Servers[i].Value.Scalars() {
			m := literal.FindStringSubmatch(v.Text())
			if m != nil && secretName.MatchString(name) && !made.MatchString(m[1]) && !issued.MatchString(m[1]) {
				pass.ReportRangef(f.Range(v.Range), "the value of %q looks like a secret, and everyone who reads the file can see it", name)
			}
		}
	}
}
