// Package missingkey defines the rule missing-key.
package missingkey

import (
	_ "embed"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed missingkey.md
var page string

// Rule reports keys that a host requires and a definition lacks.
var Rule = &lint.Rule{
	ID:       "missing-key",
	Agnix:    []string{"AS-001", "AS-002", "AS-003", "CC-AG-001", "CC-AG-002", "CC-AG-007", "COP-007", "CUR-003"},
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	lacking := missing(f)
	keys := slices.Sorted(maps.Keys(lacking))
	switch {
	case len(keys) == 0 || notAMapping(f):
	case f.Frontmatter == nil:
		lint.Reportf(pass, f.Range(agent.Range{}), severity(f.Kind), "no frontmatter with %s, required by %s",
			wording.List(wording.Quoted(keys), "and"), wording.Few(hosts(lacking), "and"))
	default:
		for _, key := range keys {
			at, fault := place(f, key)
			lint.Reportf(pass, f.Range(at), severity(f.Kind), fault+", required by %s", key, wording.Few(lacking[key], "and"))
		}
	}
}

// severity is a note for instructions, which an author may mean to attach by hand: VS Code allows it, and only the other
// hosts then never read the file.
func severity(k kind.Kind) lint.Severity {
	if k == kind.Instructions {
		return lint.Note
	}
	return lint.Error
}

// missing returns the required keys without a value in f, with the hosts that require them.
func missing(f *agent.File) map[string][]string {
	lacking := map[string][]string{}
	for _, schema := range host.Reading(f) {
		for name, key := range schema.Keys {
			if key.Required && !isSet(f.Field(name)) {
				lacking[name] = append(lacking[name], schema.Host.Title)
			}
		}
	}
	return lacking
}

func isSet(field *agent.Field) bool { return field != nil && field.Value.Type() != agent.Null }

// notAMapping reports whether the frontmatter has a fault that explains why it has no keys at all.
func notAMapping(f *agent.File) bool {
	return slices.ContainsFunc(f.Problems, func(p agent.Problem) bool { return p.Kind == agent.NotAMapping })
}

// hosts returns every host that requires one of the keys.
func hosts(lacking map[string][]string) []string {
	var all []string
	for _, titles := range lacking {
		all = append(all, titles...)
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// place returns where to report a key: at itself if it only lacks a value, or else at the start of the frontmatter.
func place(f *agent.File, key string) (at agent.Range, fault string) {
	if field := f.Field(key); field != nil {
		return field.Key, "%q has no value"
	}
	start := f.Frontmatter.Range.Start
	return agent.Range{Start: start, End: start}, "frontmatter lacks %q"
}
