// Package namemismatch defines the rule name-mismatch.
package namemismatch

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed namemismatch.md
var page string

// Rule reports skills whose name is not that of their folder.
var Rule = &lint.Rule{
	ID:       "name-mismatch",
	Agnix:    []string{"AS-017"},
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
	var titles []string
	for _, schema := range host.Reading(f) {
		if key := schema.Keys["name"]; schema.Identity == host.NamedByDir && key.Required && key.Fault(field.Value) == "" {
			titles = append(titles, schema.Host.Title)
		}
	}
	if titles == nil {
		return
	}
	severity := lint.Warning // a skill that is shipped gets its folder where it is installed
	if workspace.IsAtHome(f.Kind, f.Source.Path) {
		severity = lint.Error
	}
	lint.Reportf(pass, f.Range(field.Value.Range), severity, "name %q differs from that of the folder, %q; %s the same", name, folder, requiring(titles))
}

// requiring says that hosts require something.
func requiring(titles []string) string {
	if len(titles) == 1 {
		return titles[0] + " requires"
	}
	return wording.List(titles, "and") + " require"
}
