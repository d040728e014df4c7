package mutabledefaultarg

import (
	"bytes"
	"go/token"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
)

// fix makes None the default and lets the body create the value, after the docstring and the first imports. There is none for
// a function that others implement, for a default whose names mean something else in the body, and for a body without a
// place: on the line of its def or of its docstring.
func fix(function, param python.Node) []analysis.SuggestedFix {
	value := param.Child(python.ValueField)
	statements := slices.Collect(function.Child(python.BodyField).Children())
	at, ok := insertion(statements)
	if !ok || routine.IsStub(statements) || routine.HasDecorator(function, "overload", "abstractmethod") || !mutability.MeansTheSame(value, function) {
		return nil
	}
	return lint.UnsafeFix("default to None and create the value in the body",
		analysis.TextEdit{Pos: value.Pos(), End: value.End(), NewText: []byte("None")}, initialization(function, param, statements[0], at))
}

// initialization inserts "if p is None: p = value" at an offset of the body that starts with a statement.
func initialization(function, param, first python.Node, at int) analysis.TextEdit {
	src, base := function.File().Source, function.File().Base
	newline := function.File().LineEnd()
	indent, _ := first.Indentation()
	outer, _ := function.Indentation()
	step, ok := strings.CutPrefix(indent, outer)
	if !ok || step == "" {
		step = "    "
	}
	name, value := param.Child(python.NameField).Text(), param.Child(python.ValueField)
	code := src.Text[int(value.Pos())-base : int(value.End())-base] // not value.Text(): a fenced block may be indented
	text := indent + "if " + name + " is None:" + newline + indent + step + name + " = " + string(code) + newline

	if at == len(src.Text) && !bytes.HasSuffix(src.Text, []byte("\n")) {
		text = newline + text
	}
	pos := token.Pos(base + at)
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// insertion returns the offset of the line before which a body's first own statement may stand. There is none if that shares
// its line with others, or its indentation can't be repeated.
func insertion(statements []python.Node) (at int, ok bool) {
	for _, s := range statements {
		indent, alone := s.Indentation()
		if !alone || strings.Contains(indent, "\f") {
			return 0, false
		}
		at = s.File().Source.LineStart(s.File().Line(s.Pos()))
		if !isPreamble(s) {
			return at, true
		}
	}
	if len(statements) == 0 {
		return 0, false
	}
	last := statements[len(statements)-1]
	return last.File().Source.LineStart(last.File().Line(last.End()) + 1), true
}

// isPreamble reports whether what a call executes first should stay after the statement: a docstring or an import.
func isPreamble(statement python.Node) bool {
	return statement.Is(python.ImportStatement, python.ImportFromStatement) || routine.IsText(statement)
}
