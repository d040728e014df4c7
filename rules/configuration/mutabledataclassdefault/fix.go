package mutabledataclassdefault

import (
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
)

// fix lets a factory make the default. Keyword is the default in field(default=…), none if there is no such call. There is
// no fix if the factory would see other names than the class body, and it is unsafe if it calls anything each time.
func fix(class, keyword, value python.Node) []analysis.SuggestedFix {
	edits := factory(value)
	if edits == nil {
		return nil
	}
	if keyword.Exists() {
		name := keyword.Child(python.NameField)
		edits = append(edits, analysis.TextEdit{Pos: name.Pos(), End: name.End(), NewText: []byte("default_factory")})
	} else {
		field, imported := spelling(class)
		if field == "" {
			return nil
		}
		edits[0].NewText = append([]byte(field+"(default_factory="), edits[0].NewText...)
		edits[len(edits)-1].NewText = append(edits[len(edits)-1].NewText, ')')
		edits = append(edits, imported...)
	}
	for range value.All(python.Call) {
		return lint.UnsafeFix("create the default with a factory", edits...)
	}
	return lint.SafeFix("create the default with a factory", edits...)
}

// factory returns the edits that make of a value what makes one like it when it is called: the name of what does, or a lambda
// around the value. There are none if its names mean something else in a lambda.
func factory(value python.Node) []analysis.TextEdit {
	if name := maker(value); name != "" && !strings.ContainsAny(value.Text(), "#\r\n") {
		return []analysis.TextEdit{{Pos: value.Pos(), End: value.End(), NewText: []byte(name)}}
	}
	if !mutability.MeansTheSame(value, python.Node{}) {
		return nil
	}
	return []analysis.TextEdit{{Pos: value.Pos(), End: value.Pos(), NewText: []byte("lambda: ")}, {Pos: value.End(), End: value.End()}}
}

// maker returns the name of what makes an empty value, or "".
func maker(value python.Node) string {
	if value.Kind() == python.Call && !value.Child(python.ArgumentsField).FirstChild().Exists() {
		return value.Child(python.FunctionField).Text()
	}
	name := map[python.Kind]string{python.List: "list", python.Dictionary: "dict"}[value.Kind()]
	for range value.BindingsOf(name) {
		return ""
	}
	if value.FirstChild().Exists() {
		return ""
	}
	return name
}

// spelling returns how a class can write dataclasses.field, and the edit that imports it if it must be imported first.
func spelling(class python.Node) (field string, imported []analysis.TextEdit) {
	for b := range class.File().Imports {
		isSure := b.Value.Parent() == class.File().Root() && b.Name.Start() < class.Start()
		switch {
		case !isSure: // it is for a type checker, a fallback, or another function
		case b.Target == "dataclasses.field" && isSeen(class, b.Name.Text(), b.Name):
			return b.Name.Text(), nil
		case b.Target == "dataclasses" && isSeen(class, b.Name.Text(), b.Name):
			field, imported = b.Name.Text()+".field", nil
		case b.Target == "dataclasses.dataclass" && field == "" && b.Name.Text() == "dataclass" && isSeen(class, "field", python.Node{}):
			at := b.Name
			field, imported = "field", []analysis.TextEdit{{Pos: at.Pos(), End: at.End(), NewText: []byte("dataclass, field")}}
		}
	}
	return field, imported
}

// isSeen reports whether a name that the module binds at one place, or is to, means that in the body of a class.
func isSeen(class python.Node, name string, at python.Node) bool {
	for b := range class.Child(python.BodyField).FirstChild().BindingsOf(name) {
		if b.Name != at {
			return false
		}
	}
	return len(class.File().StarImports()) == 0
}
