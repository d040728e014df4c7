// Package handoffkey defines the rule handoff-key.
package handoffkey

import (
	_ "embed"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed handoffkey.md
var page string

// Rule reports handoffs that a host drops, and keys in them that it does not know.
var Rule = &lint.Rule{
	ID:       "handoff-key",
	Severity: lint.Error,
	Fix:      lint.SafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, schema := range host.Reading(f) {
		for _, handoff := range f.Handoffs {
			if schema.Handoffs != nil && len(handoff.Fields) > 0 {
				check(pass, schema, handoff)
			}
		}
	}
}

func check(pass *analysis.Pass, schema *host.Schema, handoff agent.Handoff) {
	target := misnamed(handoff)
	if missing := missing(schema, handoff); len(missing) > 0 {
		reportDropped(pass, schema, handoff, missing, target)
	}
	for _, field := range handoff.Fields {
		if _, ok := schema.Handoffs[field.Name]; ok || target != nil && field.Name == target.Name {
			continue
		}
		message := fmt.Sprintf("%s does not know the handoff key %q", schema.Host.Title, field.Name)
		if nearest, ok := wording.Nearest(field.Name, free(schema, handoff)); ok {
			message += fmt.Sprintf("; did you mean %q?", nearest)
		}
		lint.Reportf(pass, agent.Of(pass).Range(field.Key), lint.Warning, "%s", message)
	}
}

// reportDropped reports a handoff without the missing keys, at the target that was meant as the agent, if any.
func reportDropped(pass *analysis.Pass, schema *host.Schema, handoff agent.Handoff, missing []string, target *agent.Field) {
	d := analysis.Diagnostic{Message: fmt.Sprintf("%s ignores this handoff: it needs %s",
		schema.Host.Title, wording.List(wording.Quoted(missing), "and"))}
	at := agent.Of(pass).Range(handoff.Range)
	if target != nil {
		at = agent.Of(pass).Range(target.Key)
		d.Message += `, and does not know the key "target"`
		d.SuggestedFixes = rename(agent.Of(pass), target)
	}
	d.Pos, d.End = at.Pos(), at.End()
	pass.Report(d)
}

// rename writes agent in place of target, inside its quotes: after a quoted key a colon needs no space.
func rename(f *agent.File, target *agent.Field) []analysis.SuggestedFix {
	r, ok := f.Literal(target.Key, target.Name)
	if !ok {
		return nil
	}
	at := f.Range(r)
	return lint.SafeFix(`rename the key to "agent"`, analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte("agent")})
}

// misnamed returns the field target of a handoff that names its agent there, or nil.
func misnamed(handoff agent.Handoff) *agent.Field {
	if field := handoff.Agent(); field != nil && field.Name == "target" && field.Value.Text() != "" {
		return field
	}
	return nil
}

// missing returns the required keys that the handoff has not, or that have no text and need some.
func missing(schema *host.Schema, handoff agent.Handoff) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(schema.Handoffs)) {
		key, field := schema.Handoffs[name], handoff.Field(name)
		if key.Required && (field == nil || key.MinLength > 0 && isEmpty(field.Value)) {
			names = append(names, name)
		}
	}
	return names
}

// isEmpty reports whether nothing is written; wrong-type is about lists and maps.
func isEmpty(v agent.Value) bool {
	return v.Type() == agent.Null || v.Type() == agent.String && v.Text() == ""
}

// free returns the keys that the handoff could have and has not.
func free(schema *host.Schema, handoff agent.Handoff) []string {
	return slices.DeleteFunc(slices.Collect(maps.Keys(schema.Handoffs)),
		func(name string) bool { return handoff.Field(name) != nil })
}
