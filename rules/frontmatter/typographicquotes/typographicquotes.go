// Package typographicquotes defines the rule typographic-quotes.
package typographicquotes

import (
	_ "embed"
	"strings"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed typographicquotes.md
var page string

// Rule reports values in typographic quotes, which YAML takes for a part of the text.
var Rule = &lint.Rule{
	ID:       "typographic-quotes",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	for _, field := range f.Fields() {
		check(pass, f, field.Name, field.Value)
	}
}

// opening are the quotes that a word processor begins with, and closing those that it ends with.
const (
	opening = "“‘„‚«‹”’"
	closing = "”’“‘»›"
)

// prose are the keys whose text may well begin with a quoted word.
var prose = map[string]bool{"description": true, "when_to_use": true, "prompt": true, "label": true, "argument-hint": true}

// check reports the scalars in a value that a typographic quote stands at the start of.
func check(pass *analysis.Pass, f *agent.File, name string, v agent.Value) {
	for _, item := range v.Items {
		check(pass, f, name, item)
	}
	for _, field := range v.Fields {
		check(pass, f, field.Name, field.Value)
	}
	text := v.Text()
	first, size := utf8.DecodeRuneInString(text)
	if v.Type() != agent.String || !strings.HasPrefix(f.Text(v.Range), text[:size]) || !strings.ContainsRune(opening, first) {
		return
	}
	last, width := utf8.DecodeLastRuneInString(text)
	isWhole := len(text) > size+width && strings.ContainsRune(closing, last) && !strings.ContainsAny(text[size:len(text)-width], opening+closing)
	if prose[name] && !isWhole {
		return
	}
	at := f.Range(v.Range)
	d := analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(), Category: string(severity(name)),
		Message: "typographic quotes are part of the value of \"" + name + "\" and quote nothing in YAML",
	}
	if inner := text[size:max(size, len(text)-width)]; isWhole && !strings.ContainsAny(inner, "\"\\\n") {
		d.SuggestedFixes = lint.UnsafeFix("write straight quotes", analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(`"` + inner + `"`)})
	}
	pass.Report(d)
}

// severity is an error where hosts compare the value with names, paths or words, none of which has such quotes.
func severity(name string) lint.Severity {
	if prose[name] {
		return lint.Warning
	}
	return lint.Error
}
