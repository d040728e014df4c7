// Package ignoredkey defines the rule ignored-key.
package ignoredkey

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed ignoredkey.md
var page string

// Rule reports keys without effect in any host that reads the file.
var Rule = &lint.Rule{
	ID:       "ignored-key",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	schemas := host.Reading(f)
	for _, field := range f.Fields() {
		if titles, note := ignoring(schemas, field.Name); len(titles) > 0 {
			pass.ReportRangef(f.Range(field.Key), "%q has no effect in %s%s", field.Name, wording.List(titles, "and"), note)
		}
	}
}

// ignoring returns the hosts that accept the key without effect and why, or none if another host uses it.
func ignoring(schemas []*host.Schema, name string) (titles []string, note string) {
	for _, schema := range schemas {
		key, known := schema.Keys[name]
		switch {
		case known && !key.Ignored:
			return nil, ""
		case known:
			titles = append(titles, schema.Host.Title)
			if key.Note != "" {
				note = ": " + key.Note
			}
		}
	}
	return titles, note
}
