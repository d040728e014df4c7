// Package bidicontrol defines the rule bidi-control.
package bidicontrol

import (
	_ "embed"

	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed bidicontrol.md
var page string

// Rule reports characters that reorder text for the reader but not for the model.
var Rule = &lint.Rule{
	ID:       "bidi-control",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// names are the bidirectional formatting characters that have an effect on other characters.
// Source: https://www.unicode.org/reports/tr9/#Directional_Formatting_Characters
var names = map[rune]string{
	'\u202a': "left-to-right embedding",
	'\u202b': "right-to-left embedding",
	'\u202c': "pop directional formatting",
	'\u202d': overrideLTR,
	'\u202e': overrideRTL,
	'\u2066': "left-to-right isolate",
	'\u2067': "right-to-left isolate",
	'\u2068': "first strong isolate",
	'\u2069': "pop directional isolate",
}

const (
	overrideLTR = "left-to-right override"
	overrideRTL = "right-to-left override"
)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	text := f.Source.Text
	for at := source.SkipASCII(text, 0); at < len(text); at = source.SkipASCII(text, at) {
		r, size := utf8.DecodeRune(text[at:])
		if names[r] == "" {
			at += size
			continue
		}
		line := lineAround(text, at)
		check(pass, f, line)
		at = line.End
	}
}

// lineAround returns the line that a byte offset lies on.
func lineAround(text []byte, at int) agent.Range {
	start := bytes.LastIndexByte(text[:at], '\n') + 1
	length := bytes.IndexByte(text[start:], '\n') + 1
	if length == 0 {
		return agent.Range{Start: start, End: len(text)}
	}
	return agent.Range{Start: start, End: start + length}
}

// check reports the first control of a line, with a fix for all of them.
func check(pass *analysis.Pass, f *agent.File, line agent.Range) {
	var edits []analysis.TextEdit
	first := rune(0)
	text := f.Text(line)
	for i, r := range text {
		if r < utf8.RuneSelf || names[r] == "" {
			continue
		}
		isOverride := names[r] == overrideLTR || names[r] == overrideRTL
		if !isOverride && strings.ContainsFunc(text, isRightToLeft) {
			continue
		}
		if first == 0 {
			first = r
		}
		at := f.Range(agent.Range{Start: line.Start + i, End: line.Start + i + len(string(r))})
		edits = append(edits, analysis.TextEdit{Pos: at.Pos(), End: at.End()})
	}
	if first == 0 {
		return
	}
	pass.Report(analysis.Diagnostic{
		Pos: edits[0].Pos, End: edits[0].End,
		Message:        fmt.Sprintf("invisible %U (%s): people and the model read this line in different orders", first, names[first]),
		SuggestedFixes: lint.UnsafeFix("delete the invisible characters in this line", edits...),
	})
}

// isRightToLeft reports whether r is a letter of a script that needs such characters.
func isRightToLeft(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Hebrew, unicode.Syriac, unicode.Thaana, unicode.Nko, unicode.Adlam)
}
