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
	"github.com/agentlint/agentlint/parser/agent/host"
	"github.com/agentlint/agentlint/workspace"
)

//go:embed unknownkey.md
var page string

// Rule reports keys that no host knows.
var Rule = &lint.Rule{
	ID:       "unknown-key",
	Agnix:    []string{"CC-AG-019", "CC-SK-017", "COP-004", "COP-008", "COP-014", "CUR-005"},
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{workspace.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) { workspace.ReportPerFolder(pass, unknown) }

// unknown returns what there is to say about the keys of a definition.
func unknown(d *workspace.Definition) (findings []analysis.Diagnostic) {
	schemas := host.ReadingAs(d.Kind, d.Path, d.Target)
	if !slices.ContainsFunc(schemas, func(s *host.Schema) bool { return len(s.Keys) > 0 }) {
		return nil
	}
	spelling := wording.NewSpeller(free(d, schemas))
	fate, severity := fates(schemas)
	refusing := !slices.ContainsFunc(schemas, func(s *host.Schema) bool { return s.Unknown != host.Rejected })
	for _, key := range d.Keys {
		if isKnown(schemas, key.Name) {
			continue
		}
		finding := analysis.Diagnostic{Category: string(severity), Message: fmt.Sprintf("no host reads %q in %s files", key.Name, d.Kind)}
		finding.Pos, finding.End = d.Range(key.Span).Pos(), d.Range(key.Span).End()
		readers := elsewhere(key.Name)
		nearest, ok := spelling.Nearest(key.Name)
		switch {
		case ok && !wording.Opposite(nearest, key.Name) && (len(readers) == 0 || wording.Same(nearest, key.Name)):
			finding.Message, finding.Category = finding.Message+fmt.Sprintf("; did you mean %q?", nearest), string(lint.Warning)
			if refusing {
				finding.Message += " " + fate
			}
		case len(readers) > 0:
			finding.Message += fmt.Sprintf(", only %s; here %s", wording.Few(readers, "and"), fate)
		default:
			finding.Message += ": " + fate
		}
		if refusing {
			finding.Category = string(lint.Error)
			finding.Message += ", and does not load the file"
		}
		findings = append(findings, finding)
	}
	return findings
}

// isKnown reports whether any of the schemas has the key.
func isKnown(schemas []*host.Schema, key string) bool {
	return slices.ContainsFunc(schemas, func(s *host.Schema) bool { _, ok := s.Keys[key]; return ok })
}

// free returns the keys of the schemas that d does not have.
func free(d *workspace.Definition, schemas []*host.Schema) []string {
	var keys []string
	for _, s := range schemas {
		keys = append(keys, s.Names()...)
	}
	return slices.DeleteFunc(keys, func(key string) bool {
		return slices.ContainsFunc(d.Keys, func(k workspace.Key) bool { return k.Name == key })
	})
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
			parts = append(parts, wording.Few(hosts, "and")+" "+c.several)
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
