// Package unknownhookevent defines the rule unknown-hook-event.
package unknownhookevent

import (
	_ "embed"
	"slices"

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
	field, dialect := f.HooksField(), f.Dialect()
	if field == nil {
		return
	}
	spelling := wording.NewSpeller(dialect.Events)
	for _, event := range field.Value.Fields {
		if slices.Contains(dialect.Events, event.Name) {
			continue
		}
		if nearest, ok := spelling.Nearest(event.Name); ok {
			lint.Reportf(pass, f.Range(event.Key), lint.Error, "%s has no event %q and %s; did you mean %q?", f.Format.Host, event.Name, dialect.UnknownEvent, nearest)
			continue
		}
		pass.ReportRangef(f.Range(event.Key), "%s has no event %q, as of %s, and %s", f.Format.Host, event.Name, dialect.Checked, dialect.UnknownEvent)
	}
}
