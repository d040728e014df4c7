// Package unknownhookevent defines the rule unknown-hook-event.
package unknownhookevent

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/hostfile"
)

//go:embed unknownhookevent.md
var page string

// Rule reports hooks on events that a host does not have.
var Rule = &lint.Rule{
	ID:       "unknown-hook-event",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{hostfile.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := hostfile.Of(pass)
	field, dialect, fate := f.HooksField(), f.Dialect(), f.UnknownEvent()
	if field == nil {
		return
	}
	spelling := wording.NewSpeller(dialect.Events)
	for _, event := range field.Value.Fields {
		if slices.Contains(dialect.Events, event.Name) {
			continue
		}
		if nearest, ok := near(spelling, dialect.Events, event.Name); ok {
			lint.Reportf(pass, f.Range(event.Key), lint.Error, "%s has no event %q and %s; did you mean %q?", f.Format.Host, event.Name, fate, nearest)
			continue
		}
		if other := hostfile.HostOfEvent(event.Name); other != "" {
			lint.Reportf(pass, f.Range(event.Key), lint.Error, "%s has no event %q, which is one of %s, and %s", f.Format.Host, event.Name, other, fate)
			continue
		}
		pass.ReportRangef(f.Range(event.Key), "%s has no event %q, as of %s, and %s", f.Format.Host, event.Name, dialect.Checked, fate)
	}
}

// near returns the event that is meant by a name: one with a slip, in other capitals, or that begins with the same words.
func near(spelling *wording.Speller, events []string, name string) (nearest string, ok bool) {
	if nearest, ok = spelling.Nearest(name); ok {
		return nearest, true
	}
	for _, event := range events {
		if wording.Same(event, name) || isAlike(event, name) {
			return event, true
		}
	}
	return "", false
}

// isAlike reports whether two names begin with the same words, and have little else.
func isAlike(a, b string) bool {
	n := shared(a, b)
	return n >= 7 && 10*n >= 7*min(len(a), len(b))
}

// shared returns how many characters two names have in common at their start, capitals aside.
func shared(a, b string) (n int) {
	a, b = strings.ToLower(a), strings.ToLower(b)
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
