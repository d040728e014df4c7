// Package invalidname defines the rule invalid-name.
package invalidname

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed invalidname.md
var page string

// Rule reports names that a host refuses or advises against.
var Rule = &lint.Rule{
	ID:       "invalid-name",
	Agnix:    []string{"AS-004", "AS-005", "AS-006"},
	Severity: lint.Warning,
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
	for _, schema := range host.Reading(f) {
		key := schema.Keys["name"]
		if !schema.Native(f.Kind) || key.Ignored {
			continue
		}
		if fault := key.Fault(field.Value); fault != "" {
			lint.Reportf(pass, f.Range(field.Value.Range), lint.Error, "name %s%s", fault, consequence(schema, key))
			return
		}
		if name := field.Value.Text(); !key.Styled(name) {
			pass.ReportRangef(f.Range(field.Value.Range), "name %q is not in lower case with hyphens, as recommended by %s", name, schema.Host.Title)
			return
		}
	}
}

func consequence(schema *host.Schema, key host.Key) string {
	if key.Otherwise != "" {
		return "; " + schema.Host.Title + " " + key.Otherwise
	}
	return ", as required by " + schema.Host.Title
}
