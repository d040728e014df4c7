// Package formats knows the formats of reports by name.
package formats

import (
	"maps"
	"slices"

	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/ci"
	"github.com/agentlint/agentlint/report/html"
	"github.com/agentlint/agentlint/report/machine"
	"github.com/agentlint/agentlint/report/sarif"
	"github.com/agentlint/agentlint/report/terminal"
)

var formats = map[string]report.Format{
	"azure":      ci.Azure,
	"checkstyle": ci.Checkstyle,
	"concise":    terminal.Concise,
	"github":     ci.GitHub,
	"gitlab":     ci.GitLab,
	"html":       html.Write,
	"json":       machine.JSON,
	"jsonl":      machine.JSONL,
	"junit":      ci.JUnit,
	"markdown":   ci.Markdown,
	"rdjson":     ci.RDJSON,
	"rdjsonl":    ci.RDJSONL,
	"sarif":      sarif.Write,
	"text":       terminal.Text,
}

// ByName returns the format a user asked for.
func ByName(name string) (report.Format, bool) {
	format, ok := formats[name]
	return format, ok
}

// Names returns the names of all formats, sorted.
func Names() []string { return slices.Sorted(maps.Keys(formats)) }
