// Package bodytoolong defines the rule body-too-long.
package bodytoolong

import (
	"bytes"
	_ "embed"
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
	Agnix:    []string{"AS-012", "COP-011"},
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
	body, native, limit := f.Source.Text[f.Body.Start:f.Body.End], schema.Native(f.Kind), schema.Limits
	if limit == (host.Limits{}) {
		return false
	}
	size, start := 0, firstWord(f)
	if limit.BodyChars > 0 || limit.ReadChars > 0 {
		size = utf8.RuneCount(body)
	}
	switch {
	case limit.BodyChars > 0 && size > limit.BodyChars:
		severity := lint.Error
		if !native {
			severity = lint.Note
		}
		report(pass, severity, past(f.Body.Start, body, limit.BodyChars), "body has %d characters, %d over the limit of %s",
			size, size-limit.BodyChars, titles(f, limit))
	case limit.BodyChars > 0 && native && size*100 > limit.BodyChars*near:
		report(pass, lint.Note, start, "body has %d of the %d characters allowed by %s", size, limit.BodyChars, titles(f, limit))
	case limit.ReadChars > 0 && size > limit.ReadChars:
		report(pass, lint.Note, past(f.Body.Start, body, limit.ReadChars), "code review by %s stops reading about here, after %d characters", titles(f, limit), limit.ReadChars)
	case limit.ReadBytes > 0 && len(f.Source.Text) > limit.ReadBytes:
		report(pass, lint.Warning, limit.ReadBytes, "%s stops reading here, after %d bytes", titles(f, limit), limit.ReadBytes)
	case limit.BodyLines > 0 && lines(body) > limit.BodyLines:
		report(pass, lint.Note, start, "body has %d lines, more than the %d recommended by %s", lines(body), limit.BodyLines, titles(f, limit))
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
	return f.Body.End - len(bytes.TrimLeft(f.Source.Text[f.Body.Start:f.Body.End], " \t\r\n"))
}

// past returns the offset of what follows the first n code points of body, which starts at start.
func past(start int, body []byte, n int) int {
	end := 0
	for ; n > 0 && end < len(body); n-- {
		_, size := utf8.DecodeRune(body[end:])
		end += size
	}
	return start + end
}

func lines(body []byte) int { return bytes.Count(bytes.TrimSpace(body), []byte("\n")) + 1 }
