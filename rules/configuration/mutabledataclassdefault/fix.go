package mutabledataclassdefault

import (
	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

// fix lets a factory make the default. Keyword is the default in field(default=…), none if there is no such call.
func fix(keyword, value python.Node) []analysis.SuggestedFix {
	edits := []analysis.TextEdit{{Pos: value.Pos(), End: value.End(), NewText: []byte(factory(value))}}
	if keyword.Exists() {
		name := keyword.Child(python.NameField)
		edits = append(edits, analysis.TextEdit{Pos: name.Pos(), End: name.End(), NewText: []byte("default_factory")})
		return lint.SafeFix("let a factory make the default", edits...)
	}
	field, imported := spelling(value.File())
	if field == "" {
		return nil
	}
	edits[0].NewText = []byte(field + "(default_factory=" + factory(value) + ")")
	return lint.SafeFix("let a factory make the default", append(edits, imported...)...)
}

// factory returns what makes a value like the given one when it is called.
func factory(value python.Node) string {
	isEmpty := !value.FirstChild().Exists()
	switch value.Kind() {
	case python.List:
		if isEmpty {
			return "list"
		}
	case python.Dictionary:
		if isEmpty {
			return "dict"
		}
	case python.Call:
		if !value.Child(python.ArgumentsField).FirstChild().Exists() {
			return value.Child(python.FunctionField).Text()
		}
	}
	return "lambda: " + value.Text()
}

// spelling returns how a file can write dataclasses.field, and the edit that imports it if it must be imported first.
func spelling(f *python.File) (field string, imported []analysis.TextEdit) {
	for b := range f.Imports {
		switch b.Target {
		case "dataclasses.field":
			return b.Name.Text(), nil
		case "dataclasses":
			field, imported = b.Name.Text()+".field", nil
		case "dataclasses.dataclass":
			if field == "" && b.Name.Text() == "dataclass" {
				at := b.Name
				field, imported = "field", []analysis.TextEdit{{Pos: at.Pos(), End: at.End(), NewText: []byte("dataclass, field")}}
			}
		}
	}
	return field, imported
}
