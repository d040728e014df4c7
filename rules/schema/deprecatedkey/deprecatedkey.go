// Package deprecatedkey defines the rule deprecated-key.
package deprecatedkey

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed deprecatedkey.md
var page string

// Rule reports keys that a host has replaced by others.
var Rule = &lint.Rule{
	ID:       "deprecated-key",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	schemas := host.Reading(f)
	for _, field := range f.Fields() {
		var hosts []string
		var replacement host.Key
		for _, schema := range schemas {
			if key := schema.Keys[field.Name]; key.Deprecated {
				hosts = append(hosts, schema.Host.Title)
				if replacement.Replacement == "" {
					replacement = key
				}
			}
		}
		if len(hosts) > 0 {
			report(pass, field, replacement, hosts)
		}
	}
}

func report(pass *analysis.Pass, field agent.Field, key host.Key, hosts []string) {
	f := agent.Of(pass)
	at := f.Range(field.Key)
	d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf("%q is deprecated in %s in favour of %q",
		field.Name, wording.List(hosts, "and"), key.Replacement)}
	switch {
	case f.Field(key.Replacement) != nil:
		d.Message += ", which is set too and counts"
	case key.Renamed:
		d.SuggestedFixes = rename(f, field, key.Replacement)
	default: // it still works, and what takes its place is written in another way
		d.Category = string(lint.Note)
	}
	pass.Report(d)
}

// rename writes the new key. That is safe if every host that reads one of the two knows that they are the same.
func rename(f *agent.File, field agent.Field, replacement string) []analysis.SuggestedFix {
	r, ok := f.Literal(field.Key, field.Name)
	if !ok {
		return nil
	}
	at := f.Range(r)
	edit := analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(replacement)}
	message := fmt.Sprintf("rename the key to %q", replacement)
	for _, schema := range host.Reading(f) {
		former, readsOld := schema.Keys[field.Name]
		if _, readsNew := schema.Keys[replacement]; (readsOld || readsNew) && !former.Renamed {
			return lint.UnsafeFix(message, edit)
		}
	}
	return lint.SafeFix(message, edit)
}
