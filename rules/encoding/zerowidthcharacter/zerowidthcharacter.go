// Package zerowidthcharacter defines the rule zero-width-character.
package zerowidthcharacter

import (
	_ "embed"
	"fmt"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/source"
)

//go:embed zerowidthcharacter.md
var page string

// Rule reports characters without a width where neither an emoji nor a script needs them.
var Rule = &lint.Rule{
	ID:       "zero-width-character",
	Severity: lint.Warning,
	Fix:      lint.MixedFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// names are the invisible characters that text has by accident or to hide something.
var names = map[rune]string{
	'\u00ad': "soft hyphen",
	'\u034f': "combining grapheme joiner",
	'\u061c': "Arabic letter mark",
	'\u180e': "Mongolian vowel separator",
	'\u200b': "zero width space",
	zwnj:     "zero width non-joiner",
	zwj:      "zero width joiner",
	'\u200e': "left-to-right mark",
	'\u200f': "right-to-left mark",
	'\u2060': "word joiner",
	'\u2061': "function application",
	'\u2062': "invisible times",
	'\u2063': "invisible separator",
	'\u2064': "invisible plus",
	'\ufeff': "byte order mark",
}

const (
	zwnj = '\u200c'
	zwj  = '\u200d'

	ideographic = '\U000E0100' // the first of the variation selectors for Han characters
)

// shaped are the scripts that join, reorder or break their words by such characters.
// Source: https://www.unicode.org/versions/Unicode16.0.0/core-spec/chapter-23/#G23126
var shaped = []*unicode.RangeTable{
	unicode.Adlam, unicode.Arabic, unicode.Bengali, unicode.Devanagari, unicode.Gujarati, unicode.Gurmukhi, unicode.Hebrew,
	unicode.Kannada, unicode.Khmer, unicode.Lao, unicode.Malayalam, unicode.Mongolian, unicode.Myanmar, unicode.Nko,
	unicode.Oriya, unicode.Sinhala, unicode.Syriac, unicode.Tamil, unicode.Telugu, unicode.Thaana, unicode.Thai, unicode.Tibetan,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	text := f.Source.Text
	for start := source.SkipASCII(text, 0); start < len(text); start = source.SkipASCII(text, start) {
		n := length(text, start)
		if n > 0 {
			report(pass, f, agent.Range{Start: start, End: start + n})
		}
		_, size := utf8.DecodeRune(text[start:])
		start += max(n, size)
	}
}

// length returns the bytes of the needless invisible characters that stand at start.
func length(text []byte, start int) int {
	end := start
	for end < len(text) {
		r, size := utf8.DecodeRune(text[end:])
		before, _ := utf8.DecodeLastRune(text[:end])
		after, _ := utf8.DecodeRune(text[end+size:])
		if !isInvisible(r) || isNeeded(before, r, after) || end == 0 {
			break
		}
		end += size
	}
	return end - start
}

func isInvisible(r rune) bool { return names[r] != "" || unicode.Is(unicode.Variation_Selector, r) }

// isNeeded reports whether r does something between its neighbours.
func isNeeded(before, r, after rune) bool {
	switch {
	case before == '`' || after == '`': // keeps a fence in an example from closing the one around it
		return true
	case r >= ideographic:
		return unicode.Is(unicode.Han, before)
	case unicode.Is(unicode.Variation_Selector, r): // chooses a glyph: of an emoji, a keycap, a letter
		return before == 'ℹ' || unicode.In(before, unicode.S, unicode.P, unicode.N, unicode.Han, unicode.Mongolian)
	case unicode.In(before, shaped...) || unicode.In(after, shaped...):
		return true
	case r == zwj: // joins emoji
		return unicode.Is(unicode.S, after) && (unicode.Is(unicode.S, before) || unicode.Is(unicode.Variation_Selector, before))
	}
	return false
}

func report(pass *analysis.Pass, f *agent.File, r agent.Range) {
	text := f.Text(r)
	first, _ := utf8.DecodeRuneInString(text)
	name := names[first]
	if name == "" {
		name = "variation selector"
	}
	message := fmt.Sprintf("invisible %U (%s)", first, name)
	if n := utf8.RuneCountInString(text); n > 1 {
		message = fmt.Sprintf("%d invisible characters, the first of them %U (%s)", n, first, name)
	}
	at := f.Range(r)
	pass.Report(analysis.Diagnostic{Pos: at.Pos(), End: at.End(), Message: message, SuggestedFixes: fix(f, r)})
}
