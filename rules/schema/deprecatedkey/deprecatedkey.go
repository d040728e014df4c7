// Package deprecatedkey defines the rule deprecated-key.
package deprecatedkey

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed deprecatedkey.md
var page string

// Rule reports keys that a host has replaced by others.
var Rule = &lint.Rule{
	ID:       "deprecated-key",
	Agnix:    []string{"COP-027"},
	Severity: lint.Warning,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) { workspace.ReportPerFolder(pass, deprecated) }

// deprecated returns what there is to say about the deprecated keys of a definition.
func deprecated(d *workspace.Definition) (faults []analysis.Diagnostic) {
	schemas := host.ReadingAs(d.Kind, d.Path, d.Target)
	for _, key := range d.Keys {
		var hosts []string
		var replaced host.Key
		for _, schema := range schemas {
			if k := schema.Keys[key.Name]; k.Deprecated {
				hosts = append(hosts, schema.Host.Title)
				if replaced.Replacement == "" {
					replaced = k
				}
			}
		}
		if len(hosts) > 0 {
			faults = append(faults, fault(d, schemas, key, replaced, hosts))
		}
	}
	return faults
}

func fault(d *workspace.Definition, schemas []*host.Schema, key workspace.Key, replaced host.Key, hosts []string) analysis.Diagnostic {
	at := d.Range(key.Span)
	found := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf("%q is deprecated in %s in favour of %q",
		key.Name, wording.List(hosts, "and"), replaced.Replacement)}
	switch {
	case d.HasKey(replaced.Replacement):
		found.Message += ", which is also set and takes precedence"
	case replaced.Renamed:
		found.SuggestedFixes = rename(d, schemas, key, replaced.Replacement)
	default: // it still works, and what takes its place is written in another way
		found.Category = string(lint.Note)
	}
	return found
}

// rename writes the new key, unless the old one has escapes. That is safe if every host that reads one of the two knows that they are
// the same.
func rename(d *workspace.Definition, schemas []*host.Schema, key workspace.Key, replacement string) []analysis.SuggestedFix {
	switch span := &key.Span; span.End - span.Start {
	case len(key.Name):
	case len(key.Name) + 2: // in quotes
		span.Start, span.End = span.Start+1, span.End-1
	default:
		return nil // with escapes
	}
	at := d.Range(key.Span)
	edit := analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(replacement)}
	message := fmt.Sprintf("rename the key to %q", replacement)
	for _, schema := range schemas {
		former, readsOld := schema.Keys[key.Name]
		if _, readsNew := schema.Keys[replacement]; (readsOld || readsNew) && !former.Renamed {
			return lint.UnsafeFix(message, edit)
		}
	}
	return lint.SafeFix(message, edit)
}
