// Package handoffmodel defines the rule handoff-model.
package handoffmodel

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed handoffmodel.md
var page string

// Rule reports models of handoffs whose names are spelled as VS Code does not have them.
var Rule = &lint.Rule{
	ID:       "handoff-model",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, schema := range host.Reading(f) {
		key, ok := schema.Handoffs["model"]
		if !ok {
			continue
		}
		for _, handoff := range f.Handoffs {
			if field := handoff.Field("model"); field != nil && field.Value.Type() == agent.String {
				check(pass, schema, key, field.Value)
			}
		}
	}
}

func check(pass *analysis.Pass, schema *host.Schema, key host.Key, v agent.Value) {
	fault := key.Spelling.Check(v.Text())
	if fault == nil {
		return
	}
	at := agent.Of(pass).Range(v.Range)
	d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(),
		Message: fmt.Sprintf("model %q: %s; %s %s", v.Text(), fault.Fault, schema.Host.Title, key.Otherwise)}
	if fault.Better != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", fault.Better)
		d.SuggestedFixes = lint.UnsafeFix(fmt.Sprintf("write %q", fault.Better),
			analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(fault.Better)})
	}
	pass.Report(d)
}
