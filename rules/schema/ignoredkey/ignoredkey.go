// Package ignoredkey defines the rule ignored-key.
package ignoredkey

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed ignoredkey.md
var page string

// Rule reports keys without effect in any host that reads the file.
var Rule = &lint.Rule{
	ID:       "ignored-key",
	Agnix:    []string{"COP-012"},
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) { workspace.ReportPerFolder(pass, ignored) }

// ignored returns what there is to say about the keys of a definition that are without effect.
func ignored(d *workspace.Definition) (faults []analysis.Diagnostic) {
	schemas := host.ReadingAs(d.Kind, d.Path, d.Target)
	for _, key := range d.Keys {
		titles, why := ignoring(d, schemas, key.Name)
		if len(titles) == 0 {
			continue
		}
		at := d.Range(key.Span)
		fault := analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: fmt.Sprintf("%q has no effect in %s", key.Name, wording.List(titles, "and"))}
		if why.Note != "" {
			fault.Message += ": " + why.Note
		}
		if why.Serious && !d.HasKey(why.Replacement) {
			fault.Category = string(lint.Warning)
		}
		faults = append(faults, fault)
	}
	return faults
}

// ignoring returns the hosts that accept the key without effect and what the last one with a note says about it, or none if another
// host uses it.
func ignoring(d *workspace.Definition, schemas []*host.Schema, name string) (titles []string, why host.Key) {
	for _, schema := range schemas {
		key, known := schema.Keys[name]
		switch {
		case known && key.With != "" && !d.HasKey(key.With):
			titles = append(titles, schema.Host.Title)
			why.Note = fmt.Sprintf("it needs %q", key.With)
		case known && !key.Ignored:
			return nil, host.Key{}
		case known:
			titles = append(titles, schema.Host.Title)
			if key.Note != "" {
				why = key
			}
		}
	}
	return titles, why
}
