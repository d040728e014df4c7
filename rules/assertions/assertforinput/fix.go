package assertforinput

import (
	"bytes"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// fix makes an if statement of an assert that has a line of its own. There is none in a test, and none where something may
// catch the one exception and not the other.
func fix(statement python.Node) []analysis.SuggestedFix {
	indent, ok := statement.Indentation()
	if !ok || !endsLine(statement) || strings.Contains(indent, "\f") || isTest(statement) || isExpected(statement) {
		return nil
	}
	test, message := statement.FirstChild(), statement.LastChild()
	newline := statement.File().LineEnd()
	step := "    "
	if strings.Contains(indent, "\t") {
		step = "\t"
	}
	text := "if " + negated(test) + ":" + newline + indent + step + "raise ValueError"
	switch {
	case message.Kind() == python.ParenthesizedExpression && message != test:
		text += source(message)
	case message != test:
		text += "(" + source(message) + ")"
	default:
		text += expected(test.Text())
	}
	return lint.UnsafeFix("raise ValueError", analysis.TextEdit{Pos: statement.Pos(), End: statement.End(), NewText: []byte(text)})
}

// expected returns an argument that says what was expected, if a string can have it.
func expected(test string) string {
	if strings.ContainsAny(test, "\\\n") {
		return ""
	}
	for _, quote := range []string{`"`, `'`} {
		if !strings.Contains(test, quote) {
			return "(" + quote + "expected " + test + quote + ")"
		}
	}
	return ""
}

// opposites are the operators that are false exactly if the other is true; < and >= both are false for a NaN.
var opposites = map[python.Kind]string{python.KwIs: "is not", python.KwIsNot: "is", python.KwIn: "not in", python.KwNotIn: "in",
	python.TokDoubleEqual: "!=", python.TokNotEqual: "=="}

// negated returns the source of a condition that is true if the test is false.
func negated(test python.Node) string {
	switch test.Kind() {
	case python.NotOperator:
		return source(test.FirstChild())
	case python.BooleanOperator, python.ConditionalExpression, python.Lambda, python.NamedExpression:
		return "not (" + source(test) + ")"
	case python.ComparisonOperator:
		left, right := test.FirstChild(), test.LastChild()
		for operator, opposite := range opposites {
			if test.Token(operator).Exists() && len(slices.Collect(test.Children())) == 2 {
				return source(left) + " " + opposite + " " + source(right)
			}
		}
	}
	return "not " + source(test)
}

// source returns n as it stands in the file: an example in a definition may be indented as a whole, and Text is not.
func source(n python.Node) string {
	f := n.File()
	return string(f.Source.Text[int(n.Pos())-f.Base : int(n.End())-f.Base])
}

// endsLine reports whether only a comment follows a statement on its line.
func endsLine(statement python.Node) bool {
	f := statement.File()
	rest, _, _ := bytes.Cut(f.Source.Text[int(statement.End())-f.Base:], []byte("\n"))
	rest = bytes.TrimSpace(rest)
	return len(rest) == 0 || rest[0] == '#'
}

// isExpected reports whether an exception of a statement may be caught in its function, or an AssertionError anywhere in the file.
func isExpected(statement python.Node) bool {
	for range statement.File().Root().Identifiers("AssertionError") {
		return true
	}
	for child, p := statement, statement.Parent(); p.Exists() && !p.Is(python.FunctionDefinition, python.Lambda); child, p = p, p.Parent() {
		isTried := p.Kind() == python.TryStatement && child.Field() == python.BodyField && hasHandler(p)
		if isTried || p.Kind() == python.WithStatement && catching.MatchString(p.Token(python.WithClause).Text()) {
			return true
		}
	}
	return false
}

// catching matches context managers that catch what is raised in them.
var catching = pattern.New(`\b(?:raises|assertRaises|assertRaisesRegex|suppress)\b`)

func hasHandler(try python.Node) bool {
	return try.Token(python.ExceptClause).Exists() || try.Token(python.ExceptGroupClause).Exists()
}

// isTest reports whether a statement belongs to a test, which may stand in any file.
func isTest(statement python.Node) bool {
	for n := statement.Ancestor(python.FunctionDefinition, python.ClassDefinition); n.Exists(); n = n.Ancestor(python.FunctionDefinition, python.ClassDefinition) {
		if strings.HasPrefix(strings.ToLower(n.Child(python.NameField).Text()), "test") {
			return true
		}
	}
	return false
}
