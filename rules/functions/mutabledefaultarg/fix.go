package mutabledefaultarg

import (
	"bytes"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// fix makes None the default and lets the body create the value, behind the docstring and the first imports.
// There is none for a body on the line of its def.
func fix(function, param python.Node) []analysis.SuggestedFix {
	statements := slices.Collect(function.Child(python.BodyField).Children())
	if len(statements) == 0 {
		return nil
	}
	indent, ok := statements[0].Indentation()
	if !ok {
		return nil
	}
	value := param.Child(python.ValueField)
	edits := []analysis.TextEdit{{Pos: value.Pos(), End: value.End(), NewText: []byte("None")}}
	if !isStub(statements) {
		edits = append(edits, initialization(function, param, statements, indent))
	}
	return lint.UnsafeFix("default to None and create the value in the body", edits...)
}

// initialization inserts "if p is None: p = value" into a body that is indented by indent.
func initialization(function, param python.Node, statements []python.Node, indent string) analysis.TextEdit {
	src, base := function.File().Source, function.File().Base
	newline := function.File().LineEnd()
	outer, _ := function.Indentation()
	step, ok := strings.CutPrefix(indent, outer)
	if !ok || step == "" {
		step = "    "
	}
	name, value := param.Child(python.NameField).Text(), param.Child(python.ValueField)
	code := src.Text[int(value.Pos())-base : int(value.End())-base] // not value.Text(): a fenced block may be indented
	text := indent + "if " + name + " is None:" + newline + indent + step + name + " = " + string(code) + newline

	at := insertion(statements)
	if at == len(src.Text) && !bytes.HasSuffix(src.Text, []byte("\n")) {
		text = newline + text
	}
	pos := token.Pos(base + at)
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// insertion returns the offset of the line before which a body's first own statement may stand.
func insertion(statements []python.Node) (at int) {
	for _, s := range statements {
		if _, ok := s.Indentation(); ok {
			at = s.File().Source.LineStart(s.File().Line(s.Pos()))
		}
		if !isPreamble(s) {
			return at
		}
	}
	last := statements[len(statements)-1]
	return last.File().Source.LineStart(last.File().Line(last.End()) + 1)
}

// isPreamble reports whether what a call executes first should stay behind the statement: a docstring or an import.
func isPreamble(statement python.Node) bool {
	return statement.Is(python.ImportStatement, python.ImportFromStatement) || isString(statement)
}

func isString(statement python.Node) bool {
	return statement.Kind() == python.ExpressionStatement && statement.FirstChild().Is(python.String, python.ConcatenatedString)
}

// isStub reports whether a body does nothing.
func isStub(statements []python.Node) bool {
	return !slices.ContainsFunc(statements, func(s python.Node) bool {
		switch s.Kind() {
		case python.PassStatement:
			return false
		case python.ExpressionStatement:
			return !isString(s) && s.FirstChild().Kind() != python.Ellipsis
		case python.RaiseStatement:
			name := strings.TrimSuffix(s.FirstChild().QualifiedName(), "()")
			return name != "builtins.NotImplementedError" && name != "builtins.NotImplemented"
		}
		return true
	})
}
