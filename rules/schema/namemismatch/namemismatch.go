// Package namemismatch defines the rule name-mismatch.
package namemismatch

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed namemismatch.md
var page string

// Rule reports skills whose name is not that of their folder.
var Rule = &lint.Rule{
	ID:       "name-mismatch",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	field := f.Field("name")
	if field == nil || field.Recovered || field.Value.Type() != agent.String {
		return
	}
	name, folder := field.Value.Text(), agent.Stem(f.Source.Path)
	if name == folder || folder == "." {
		return
	}
	for _, schema := range host.Reading(f) {
		if schema.Identity == host.NamedByDir && schema.Keys["name"].Fault(field.Value) == "" {
			pass.ReportRangef(f.Range(field.Value.Range), "name %q is not that of the folder, %q, as required by %s", name, folder, schema.Host.Title)
			return
		}
	}
}
