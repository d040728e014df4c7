// Package unusedplaceholder defines the rule unused-placeholder.
package unusedplaceholder

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed unusedplaceholder.md
var page string

// Rule reports placeholders that a template declares and does not use.
var Rule = &lint.Rule{
	ID:       "unused-placeholder",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind != kind.Template {
		return
	}
	declared := f.DeclaredPlaceholders()
	if len(declared) == len(f.Placeholders) {
		return // a list of placeholders, not a template that uses them
	}
	uses := map[string]int{} // places but those that declare
	for _, p := range f.Placeholders {
		uses[p.Name]++
	}
	for _, p := range declared {
		uses[p.Name]--
	}
	for _, p := range declared {
		if uses[p.Name] == 0 {
			pass.ReportRangef(f.Range(p.Range), "%s is declared but never used", f.Text(p.Range))
		}
	}
}
