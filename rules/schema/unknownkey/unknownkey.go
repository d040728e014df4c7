// Package unknownkey defines the rule unknown-key.
package unknownkey

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed unknownkey.md
var page string

// Rule reports keys that no host knows.
var Rule = &lint.Rule{
	ID:       "unknown-key",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	schemas := host.Reading(f)
	if !slices.ContainsFunc(schemas, func(s *host.Schema) bool { return len(s.Keys) > 0 }) {
		return
	}
	spelling := wording.NewSpeller(free(f, schemas))
	fate, severity := fates(schemas)
	for _, field := range f.Fields() {
		if isKnown(schemas, field.Name) {
			continue
		}
		what := fmt.Sprintf("no host reads %q in %s files", field.Name, f.Kind)
		readers := elsewhere(field.Name)
		nearest, ok := spelling.Nearest(field.Name)
		switch {
		case ok && (len(readers) == 0 || wording.Same(nearest, field.Name)):
			pass.ReportRangef(f.Range(field.Key), "%s; did you mean %q?", what, nearest)
		case len(readers) > 0:
			lint.Reportf(pass, f.Range(field.Key), severity, "%s, only %s; here %s", what, wording.List(readers, "and"), fate)
		default:
			lint.Reportf(pass, f.Range(field.Key), severity, "%s: %s", what, fate)
		}
	}
}

// isKnown reports whether any of the schemas has the key.
func isKnown(schemas []*host.Schema, key string) bool {
	return slices.ContainsFunc(schemas, func(s *host.Schema) bool { _, ok := s.Keys[key]; return ok })
}

// free returns the keys of the schemas that f does not have.
func free(f *agent.File, schemas []*host.Schema) []string {
	var keys []string
	for _, s := range schemas {
		keys = append(keys, s.Names()...)
	}
	return slices.DeleteFunc(keys, func(key string) bool { return f.Field(key) != nil })
}

// consequences are what hosts do with unknown keys, worst first.
var consequences = []struct {
	unknown      host.Unknown
	one, several string // what one host does, and what several do
	severity     lint.Severity
}{
	{host.Rejected, "forbids it", "forbid it", lint.Warning},
	{host.Warned, "warns about it", "warn about it", lint.Warning},
	{host.PassedOn, "passes it on to the model's provider", "pass it on to the model's provider", lint.Note},
	{host.Ignored, "ignores it", "ignore it", lint.Note},
	{host.Unspecified, "does not document it", "do not document it", lint.Note},
}

// fates says what becomes of an unknown key, and how bad that is.
func fates(schemas []*host.Schema) (string, lint.Severity) {
	severity := lint.Note
	var parts []string
	for _, c := range consequences {
		var hosts []string
		for _, s := range schemas {
			if s.Unknown == c.unknown {
				hosts = append(hosts, s.Host.Title)
			}
		}
		switch len(hosts) {
		case 0:
			continue
		case 1:
			parts = append(parts, hosts[0]+" "+c.one)
		default:
			parts = append(parts, wording.List(hosts, "and")+" "+c.several)
		}
		if c.severity.Rank() > severity.Rank() {
			severity = c.severity
		}
	}
	return strings.Join(parts, ", "), severity
}

// elsewhere returns the hosts that read the key in files of other kinds: "OpenCode in opencode-agent files".
func elsewhere(key string) []string {
	var readers []string
	for _, h := range host.All() {
		for _, s := range h.Schemas {
			if k, ok := s.Keys[key]; ok && !k.Ignored {
				readers = append(readers, fmt.Sprintf("%s in %s files", h.Title, s.Kinds[0]))
				break
			}
		}
	}
	return readers
}
