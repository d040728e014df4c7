// Package descriptionlength defines the rule description-length.
package descriptionlength

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed descriptionlength.md
var page string

// Rule reports descriptions that are empty or longer than a host reads.
var Rule = &lint.Rule{
	ID:       "description-length",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	field := f.Field("description")
	if field == nil || field.Recovered || field.Value.Type() != agent.String {
		return
	}
	fault, severity := "", lint.Warning
	var titles []string
	for _, schema := range host.Reading(f) {
		key := schema.Keys["description"]
		found := key.Fault(field.Value)
		if found == "" {
			continue
		}
		fault = found
		titles = append(titles, schema.Host.Title)
		if key.Required {
			severity = lint.Error
		}
	}
	if fault != "" {
		lint.Reportf(pass, f.Range(field.Value.Range), severity, "description %s, as required by %s", fault, wording.List(titles, "and"))
	}
}
