// Package mutabledataclassdefault defines the rule mutable-dataclass-default.
package mutabledataclassdefault

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed mutabledataclassdefault.md
var page string

// Rule reports fields of dataclasses that default to something mutable.
var Rule = &lint.Rule{
	ID:        "mutable-dataclass-default",
	Severity:  lint.Error,
	Fix:       lint.MixedFixes,
	Noqa:      []string{"RUF008", "mutable-dataclass-default"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "mutable default")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

// A library makes classes with fields out of annotations.
type library struct {
	decorators []string
	fields     []string // callables that describe a field
	refuses    bool     // raises ValueError for mutable defaults
}

// Sources: https://docs.python.org/3/library/dataclasses.html#mutable-default-values, https://www.attrs.org/en/stable/api.html,
// https://flax.readthedocs.io/en/latest/api_reference/flax.struct.html
var libraries = []library{
	{[]string{"dataclasses.dataclass", "flax.struct.dataclass"}, []string{"dataclasses.field", "flax.struct.field"}, true},
	{[]string{"attr.s", "attr.attrs", "attr.define", "attr.frozen", "attr.mutable", "attr.dataclass", "attrs.define", "attrs.frozen", "attrs.mutable"},
		[]string{"attrs.field", "attr.field", "attr.ib", "attr.attrib"}, false},
}

func run(pass *analysis.Pass) {
	for class := range python.Of(pass).All(python.ClassDefinition) {
		library, ok := libraryOf(class)
		for statement := range class.Child(python.BodyField).Children() {
			assignment := statement.FirstChild()
			if ok && assignment.Kind() == python.Assignment && assignment.Child(python.TypeField).Exists() {
				library.check(pass, class, assignment)
			}
		}
	}
}

func libraryOf(class python.Node) (library, bool) {
	for decorator := range class.Decorators() {
		name := strings.TrimSuffix(decorator.QualifiedName(), "()")
		for _, l := range libraries {
			if slices.Contains(l.decorators, name) {
				return l, true
			}
		}
	}
	return library{}, false
}

func (l library) check(pass *analysis.Pass, class, assignment python.Node) {
	annotation := assignment.Child(python.TypeField)
	value := mutability.Unparenthesized(assignment.Child(python.RightField))
	if isNoField(annotation) || !l.refuses && (mutability.Annotation{}).Promises(annotation) {
		return
	}
	keyword := l.defaultOf(value)
	if keyword.Exists() {
		value = mutability.Unparenthesized(keyword.Child(python.ValueField))
	}
	since := ""
	if l.refuses && isUnhashable(value) {
		since = " from Python 3.11 on"
	} else if !mutability.IsMutable(value) {
		return
	}
	d := analysis.Diagnostic{
		Pos: value.Pos(), End: value.End(),
		Message: fmt.Sprintf("all instances share %s, the default of field %q", mutability.Short(value.Text()), assignment.Child(python.LeftField).Text()),
	}
	if l.refuses {
		d.Message = fmt.Sprintf("field %q defaults to %s, so dataclass raises ValueError at definition%s; use default_factory",
			assignment.Child(python.LeftField).Text(), mutability.Short(value.Text()), since)
		d.SuggestedFixes = fix(class, keyword, value)
	}
	pass.Report(d)
}

// defaultOf returns the keyword that gives the default in field(default=…), or none.
func (l library) defaultOf(value python.Node) python.Node {
	if value.Kind() != python.Call || !slices.Contains(l.fields, value.Child(python.FunctionField).QualifiedName()) {
		return python.Node{}
	}
	for argument := range value.Child(python.ArgumentsField).Children() {
		if argument.Kind() == python.KeywordArgument && argument.Child(python.NameField).Text() == "default" {
			return argument
		}
	}
	return python.Node{}
}

// isNoField reports whether a name belongs to the class or only to its __init__, also if the annotation is in quotes: dataclass
// takes any default for it, and no factory for the latter.
func isNoField(annotation python.Node) bool {
	generic, _ := mutability.Generic(annotation)
	switch generic.QualifiedName() {
	case "typing.ClassVar", "typing_extensions.ClassVar", "dataclasses.InitVar":
		return true
	}
	return generic.Kind() == python.String && (strings.Contains(generic.Text(), "ClassVar") || strings.Contains(generic.Text(), "InitVar"))
}
