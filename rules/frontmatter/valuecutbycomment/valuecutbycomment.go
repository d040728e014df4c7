// Package valuecutbycomment defines the rule value-cut-by-comment.
package valuecutbycomment

import (
	"bytes"
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed valuecutbycomment.md
var page string

// Rule reports unquoted texts that YAML ends at a "#" that is meant as a part of them.
var Rule = &lint.Rule{
	ID:       "value-cut-by-comment",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, field := range f.Fields() {
		check(pass, f, field)
	}
}

// texts are the keys under which people write sentences.
var texts = map[string]bool{
	"name": true, "description": true, "when_to_use": true, "prompt": true, "label": true, "argument-hint": true, "triggers": true,
}

var (
	// meant matches a "#" that belongs to a text: of a number, a channel, a tag. A comment has a blank after it.
	meant = pattern.New(`^[ \t]+(#[\w][^\r\n]*)`)
	// colour matches one in hexadecimal, which begins a comment where a value should be.
	colour = pattern.New(`^[ \t]+(#(?:[0-9A-Fa-f]{3}){1,2})[ \t]*(?:\r?\n|$)`)
)

// check reports the field if a comment that is none ends its text, and those in it.
func check(pass *analysis.Pass, f *agent.File, field agent.Field) {
	for _, inner := range field.Value.Fields {
		check(pass, f, inner)
	}
	for _, item := range field.Value.Items {
		check(pass, f, agent.Field{Name: field.Name, Key: field.Key, Value: item, Recovered: field.Recovered})
	}
	if field.Recovered || len(field.Value.Items)+len(field.Value.Fields) > 0 {
		return
	}
	end := field.Value.Range.End
	if field.Value.Type() == agent.Null {
		reportColour(pass, f, field)
		return
	}
	raw := f.Text(field.Value.Range)
	if !texts[field.Name] || raw == "" || bytes.ContainsAny([]byte(raw[:1]), "\"'|>") {
		return
	}
	if m := meant.FindSubmatchIndex(f.Source.Text[end:]); m != nil {
		pass.ReportRangef(f.Range(agent.Range{Start: end + m[2], End: end + m[3]}),
			"YAML reads this as a comment, so %q ends before it; quote the value", field.Name)
	}
}

// reportColour reports a colour that is all there is after a key.
func reportColour(pass *analysis.Pass, f *agent.File, field agent.Field) {
	colon := field.Key.End + 1
	if colon > len(f.Source.Text) {
		return
	}
	if m := colour.FindSubmatchIndex(f.Source.Text[colon:]); m != nil && (field.Name == "color" || field.Name == "colour") {
		pass.ReportRangef(f.Range(agent.Range{Start: colon + m[2], End: colon + m[3]}),
			"YAML reads this as a comment, so %q has no value; quote it", field.Name)
	}
}
