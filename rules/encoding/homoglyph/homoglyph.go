// Package homoglyph defines the rule homoglyph.
package homoglyph

import (
	_ "embed"

	"fmt"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed homoglyph.md
var page string

// Rule reports letters of another alphabet that pass for Latin ones in names.
var Rule = &lint.Rule{
	ID:       "homoglyph",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

// lookalikes are the Cyrillic and Greek letters that most fonts draw like a Latin one.
// Source: https://www.unicode.org/Public/security/latest/confusables.txt
var lookalikes = pairs(
	"аеорсухіјѕһԁԛԝАВЕКМНОРСТХУІЈЅ", "aeopcyxijshdqwABEKMHOPCTXYIJS",
	"οανρικυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "oavpikuxABEZHIKMNOPTYX",
)

func pairs(alphabets ...string) map[rune]rune {
	all := map[rune]rune{}
	for i := 0; i < len(alphabets); i += 2 {
		latin := []rune(alphabets[i+1])
		for j, r := range []rune(alphabets[i]) {
			all[r] = latin[j]
		}
	}
	return all
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	checkKeys(pass, f, f.Fields())
	for _, key := range []string{"name", "model", "tools", "disallowedTools", "allowed-tools", "agents", "skills"} {
		if field := f.Field(key); field != nil {
			check(pass, f, field.Value.Range, nil)
		}
	}
	for _, handoff := range f.Handoffs {
		if field := handoff.Agent(); field != nil {
			check(pass, f, field.Value.Range, nil)
		}
	}
}

// checkKeys checks the keys of a map and of the maps in it.
func checkKeys(pass *analysis.Pass, f *agent.File, fields []agent.Field) {
	names := sync.OnceValue(func() map[string]bool { return namesOf(fields) })
	for _, field := range fields {
		check(pass, f, field.Key, names)
		checkKeys(pass, f, field.Value.Fields)
		for _, item := range field.Value.Items {
			checkKeys(pass, f, item.Fields)
		}
	}
}

func namesOf(fields []agent.Field) map[string]bool {
	names := map[string]bool{}
	for _, field := range fields {
		names[field.Name] = true
	}
	return names
}

// check reports the words of r that mix Latin letters with others that look alike. There is no fix for a key that would become
// one of the names of the keys around it.
func check(pass *analysis.Pass, f *agent.File, r agent.Range, names func() map[string]bool) {
	text := f.Text(r)
	for start := 0; start < len(text); {
		word := text[start:]
		if end := strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }); end >= 0 {
			word = word[:end]
		}
		if fake, latin := disguise(word); fake != 0 {
			at := f.Range(agent.Range{Start: r.Start + start, End: r.Start + start + len(word)})
			d := analysis.Diagnostic{Pos: at.Pos(), End: at.End(),
				Message: fmt.Sprintf("%q is not %q: its %q is %U, a %s letter", word, latin, fake, fake, script(fake))}
			if written := strings.Replace(strings.Trim(text, `"'`), word, latin, 1); names == nil || !names()[written] {
				d.SuggestedFixes = lint.UnsafeFix("write it in Latin letters",
					analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(latin)})
			}
			pass.Report(d)
		}
		start += max(len(word), 1)
	}
}

// disguise returns the first letter in word that only looks Latin, and the word in Latin; 0 unless all others are Latin.
func disguise(word string) (fake rune, latin string) {
	var rewritten strings.Builder
	hasLatin := false
	for _, r := range word {
		if twin, ok := lookalikes[r]; ok {
			if fake == 0 {
				fake = r
			}
			r = twin
		} else if !unicode.Is(unicode.Latin, r) {
			return 0, ""
		} else {
			hasLatin = true
		}
		rewritten.WriteRune(r)
	}
	if !hasLatin {
		return 0, ""
	}
	return fake, rewritten.String()
}

func script(r rune) string {
	if unicode.Is(unicode.Greek, r) {
		return "Greek"
	}
	return "Cyrillic"
}
