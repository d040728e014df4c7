// Package fstringwithoutplaceholder defines the rule f-string-without-placeholder.
package fstringwithoutplaceholder

import (
	_ "embed"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed fstringwithoutplaceholder.md
var page string

// Rule reports f-strings with nothing to fill in.
var Rule = &lint.Rule{
	ID:        "f-string-without-placeholder",
	Severity:  lint.Note,
	Noqa:      []string{"F541"},
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for str := range python.Of(pass).All(python.String) {
		if f := prefix(str); f >= 0 && !str.HasError() && !fills(whole(str)) {
			at := str.Pos() + token.Pos(f)
			pass.Report(analysis.Diagnostic{
				Pos: str.Pos(), End: str.End(),
				Message:        "this f-string has nothing to fill in",
				SuggestedFixes: fix(str, at),
			})
		}
	}
}

// prefix returns the offset of the f before the quotes of a string, or -1.
func prefix(str python.Node) int {
	return strings.IndexAny(str.Token(python.StringStart).Text(), "fF")
}

// whole returns the implicit concatenation that a string is a part of, or the string itself.
func whole(str python.Node) python.Node {
	if parent := str.Parent(); parent.Kind() == python.ConcatenatedString {
		return parent
	}
	return str
}

// fills reports whether a string, or any of those concatenated, has a replacement field.
func fills(str python.Node) bool {
	for range str.All(python.Interpolation) {
		return true
	}
	return false
}

// fix removes the f. There is none for strings with braces, which would have to be written otherwise, or next to others,
// which would run into them.
func fix(str python.Node, at token.Pos) []analysis.SuggestedFix {
	if strings.ContainsAny(str.Text(), "{}") || str.Parent().Kind() == python.ConcatenatedString {
		return nil
	}
	return lint.SafeFix("remove the f", analysis.TextEdit{Pos: at, End: at + 1})
}
