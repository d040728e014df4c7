// Package unknownmodel defines the rule unknown-model.
package unknownmodel

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed unknownmodel.md
var page string

// Rule reports models whose names are spelled as no host or another host has them.
var Rule = &lint.Rule{
	ID:       "unknown-model",
	Agnix:    []string{"CC-AG-003"},
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	field := f.Field("model")
	if field == nil || field.Recovered {
		return
	}
	schema := strictest(f)
	for _, name := range models(f, field.Value) {
		if fault := schema.Keys["model"].Spelling.Check(name.Text); fault != nil {
			report(pass, schema, name, fault)
		}
	}
}

// strictest returns the schema that says how models are spelled, or an empty one if hosts take any spelling.
func strictest(f *agent.File) *host.Schema {
	best := &host.Schema{}
	for _, schema := range host.Reading(f) {
		switch schema.Keys["model"].Spelling {
		case host.AnyModel:
		case host.CopilotID: // VS Code is stricter
			if best.Host == nil {
				best = schema
			}
		default:
			return schema
		}
	}
	return best
}

// models returns the names of models in v. A comma in a string belongs to the name.
func models(f *agent.File, v agent.Value) []agent.Name {
	switch v.Type() {
	case agent.List:
		return f.Names(v)
	case agent.String:
		return []agent.Name{{Text: v.Text(), Range: v.Range}}
	}
	return nil
}

func report(pass *analysis.Pass, schema *host.Schema, name agent.Name, fault *host.Misspelling) {
	at := agent.Of(pass).Range(name.Range)
	key := schema.Keys["model"]
	d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf("model %q: %s", name.Text, fault.Fault)}
	switch {
	case key.Spelling == host.ClaudeModel:
		d.Category = string(lint.Error)
	case fault.Other:
		d.Category = string(lint.Note)
	}
	if key.Otherwise != "" {
		d.Message += "; " + schema.Host.Title + " " + key.Otherwise
	}
	if fault.Better != "" {
		d.Message += fmt.Sprintf("; did you mean %q?", fault.Better)
		d.SuggestedFixes = lint.UnsafeFix(fmt.Sprintf("write %q", fault.Better),
			analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(fault.Better)})
	}
	pass.Report(d)
}
