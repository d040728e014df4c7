// Package controlcharacter defines the rule control-character.
package controlcharacter

import (
	_ "embed"

	"sort"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/mojibake"
)

//go:embed controlcharacter.md
var page string

// Rule reports control and private-use characters.
var Rule = &lint.Rule{
	ID:       "control-character",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	text := f.Source.Text
	damaged := sync.OnceValue(func() []mojibake.Run { return mojibake.Find(text) }) // hardly any file has such characters
	var size int
	for i := 0; i < len(text); i += size {
		if size = 1; ' ' <= text[i] && text[i] <= '~' || text[i] == '\n' {
			continue
		}
		var r rune
		r, size = utf8.DecodeRune(text[i:])
		what := describe(r)
		at := agent.Range{Start: i, End: i + size}
		if what == "" || unicode.Is(unicode.Co, r) && f.InCode(at) {
			continue
		}
		if !isIn(damaged(), i) {
			pass.ReportRangef(f.Range(at), "%U is %s", r, what)
		}
	}
}

// isIn reports whether an offset lies in one of the runs, which are in order.
func isIn(runs []mojibake.Run, at int) bool {
	i := sort.Search(len(runs), func(i int) bool { return runs[i].End > at })
	return i < len(runs) && runs[i].Start <= at
}

// describe says what is wrong with a character, or "".
func describe(r rune) string {
	switch {
	case r == '\t' || r == '\n' || r == '\r':
		return ""
	case unicode.Is(unicode.Cc, r):
		return "a control character, which does not belong in text"
	case unicode.Is(unicode.Co, r):
		return "a private-use character, which has a meaning only in one font"
	}
	return ""
}
