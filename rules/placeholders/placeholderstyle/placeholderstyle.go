// Package placeholderstyle defines the rule placeholder-style.
package placeholderstyle

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

//go:embed placeholderstyle.md
var page string

// Rule reports placeholders of a template that are written unlike its others.
var Rule = &lint.Rule{
	ID:       "placeholder-style",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

var (
	// braces matches words in double braces, which the parser takes for a placeholder only if it is one word.
	braces = pattern.New(`\{\{([ \t]*)([A-Za-z_][\w-]*(?:[ \t]+[\w-]+)*)[ \t]*\}\}`)
	snake  = pattern.New(`^[a-z][a-z0-9]*(?:_[a-z0-9]+)*$`)
)

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	if f.Kind != kind.Template {
		return
	}
	matches := slices.DeleteFunc(braces.FindAllSubmatchIndex(f.Source.Text, -1), func(m []int) bool { return isForeign(f, m) })
	var odd [][]int
	for _, m := range matches {
		if m[2] < m[3] || !snake.Match(f.Source.Text[m[4]:m[5]]) {
			odd = append(odd, m)
		}
	}
	if 2*len(odd) >= len(matches) {
		return // there is no style to break
	}
	for _, m := range odd {
		report(pass, f, m)
	}
}

// isForeign reports whether a match stands in a code block, or belongs to ${{ }}: other template languages.
func isForeign(f *agent.File, m []int) bool {
	at := agent.Range{Start: m[0], End: m[1]}
	return m[0] > 0 && strings.IndexByte(`$\{`, f.Source.Text[m[0]-1]) >= 0 ||
		f.InFence(at)
}

func report(pass *analysis.Pass, f *agent.File, m []int) {
	name := string(f.Source.Text[m[4]:m[5]])
	at := f.Range(agent.Range{Start: m[0], End: m[1]})
	want := "{{" + toSnake(name) + "}}"
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Message:        fmt.Sprintf("%s is not written like the other placeholders; use %s", f.Source.Text[m[0]:m[1]], want),
		SuggestedFixes: lint.UnsafeFix("write it as "+want, analysis.TextEdit{Pos: at.Pos(), End: at.End(), NewText: []byte(want)}),
	})
}

// toSnake writes a name as its words in lower case with underscores between.
func toSnake(name string) string {
	var b strings.Builder
	var before rune
	for _, r := range name {
		switch {
		case r == '-' || r == ' ' || r == '\t':
			r = '_'
		case unicode.IsUpper(r) && unicode.IsLower(before):
			b.WriteByte('_')
		}
		if r != '_' || before != '_' {
			b.WriteRune(unicode.ToLower(r))
		}
		before = r
	}
	return b.String()
}
