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
	Fix:       lint.SafeFixes,
	Noqa:      []string{"F541", "f-string-missing-placeholders", "W1309", "f-string-without-interpolation"},
	Page:      page,
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for str := range python.Of(pass).All(python.String) {
		if f := prefix(str); f >= 0 && !str.HasError() && !fills(whole(str)) {
			pass.Report(analysis.Diagnostic{
				Pos: str.Pos(), End: str.End(),
				Message:        "this f-string has no placeholder",
				SuggestedFixes: fix(str, f),
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
	return str.Has(python.Interpolation)
}

// fix removes the f, which is at an offset in the string. There is none for strings with braces, which would have to be
// written otherwise, or next to others, which would run into them; none where a plain string would become documentation; and
// none in an annotation, whose source may be kept.
func fix(str python.Node, offset int) []analysis.SuggestedFix {
	outer := str.Parent()
	for outer.Kind() == python.ParenthesizedExpression {
		outer = outer.Parent()
	}
	if strings.ContainsAny(str.Text(), "{}") || outer.Is(python.ConcatenatedString, python.ExpressionStatement) || str.Ancestor(python.Type).Exists() {
		return nil
	}
	f, at := str.File(), str.Start()+offset
	edit := analysis.TextEdit{Pos: token.Pos(f.Base + f.Offset(at)), End: token.Pos(f.Base + f.Offset(at+1))}
	return lint.SafeFix("remove the f", edit)
}
