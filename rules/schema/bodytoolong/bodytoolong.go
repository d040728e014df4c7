// Package bodytoolong defines the rule body-too-long.
package bodytoolong

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/host"
)

//go:embed bodytoolong.md
var page string

// Rule reports definitions that are longer than a host reads.
var Rule = &lint.Rule{
	ID:       "body-too-long",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// near is the share of a limit, in percent, from which on the rule warns of it.
const near = 90

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, schema := range host.Reading(f) {
		if check(pass, f, schema) {
			return
		}
	}
}

// check reports the first limit of a host that f exceeds or comes near.
func check(pass *analysis.Pass, f *agent.File, schema *host.Schema) bool {
	body, title, native := f.Text(f.Body), titles(f, schema.Limits), schema.Native(f.Kind)
	size, start := utf8.RuneCountInString(body), firstWord(f)
	switch limit := schema.Limits; {
	case limit.BodyChars > 0 && size > limit.BodyChars:
		severity := lint.Error
		if !native {
			severity = lint.Note
		}
		report(pass, severity, past(f.Body.Start, body, limit.BodyChars), "body has %d characters, %d over the limit of %s",
			size, size-limit.BodyChars, title)
	case limit.BodyChars > 0 && native && size*100 > limit.BodyChars*near:
		report(pass, lint.Note, start, "body has %d of the %d characters allowed by %s", size, limit.BodyChars, title)
	case limit.ReadChars > 0 && size > limit.ReadChars:
		report(pass, lint.Note, past(f.Body.Start, body, limit.ReadChars), "code review by %s reads no further than about here, %d characters in", title, limit.ReadChars)
	case limit.ReadBytes > 0 && len(f.Source.Text) > limit.ReadBytes:
		report(pass, lint.Warning, limit.ReadBytes, "%s reads no further than here, %d bytes in", title, limit.ReadBytes)
	case limit.BodyLines > 0 && lines(body) > limit.BodyLines:
		report(pass, lint.Note, start, "body has %d lines, more than the %d recommended by %s", lines(body), limit.BodyLines, title)
	default:
		return false
	}
	return true
}

// titles lists the hosts that read f and have the same limits.
func titles(f *agent.File, limits host.Limits) string {
	var all []string
	for _, schema := range host.Reading(f) {
		if schema.Limits == limits {
			all = append(all, schema.Host.Title)
		}
	}
	return wording.List(all, "and")
}

// report reports a finding at offset.
func report(pass *analysis.Pass, severity lint.Severity, offset int, format string, args ...any) {
	at := agent.Of(pass).Range(agent.Range{Start: offset, End: offset})
	lint.Reportf(pass, at, severity, format, args...)
}

// firstWord returns the offset of the body's first text.
func firstWord(f *agent.File) int {
	body := f.Text(f.Body)
	return f.Body.End - len(strings.TrimLeft(body, " \t\r\n"))
}

// past returns the offset of what follows the first n code points of body, which starts at start.
func past(start int, body string, n int) int {
	for i := range body {
		if n == 0 {
			return start + i
		}
		n--
	}
	return start + len(body)
}

func lines(body string) int { return strings.Count(strings.TrimSpace(body), "\n") + 1 }
