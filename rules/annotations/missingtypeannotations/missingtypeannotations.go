// Package missingtypeannotations defines the rule missing-type-annotations.
package missingtypeannotations

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed missingtypeannotations.md
var page string

// Options are what a project may set.
type Options struct {
	Scope string `yaml:"scope"` // which functions to look at: training, or all
}

// Rule reports functions whose parameters or result have no annotation.
var Rule = &lint.Rule{
	ID:       "missing-type-annotations",
	Severity: lint.Note,
	Fix:      lint.MixedFixes,
	Noqa: []string{
		"ANN001", "ANN002", "ANN003", "ANN201", "ANN202", "ANN204", "ANN205", "ANN206",
		"missing-type-function-argument", "missing-type-args", "missing-type-kwargs",
		"missing-return-type-undocumented-public-function", "missing-return-type-private-function",
		"missing-return-type-special-method", "missing-return-type-static-method",
		"missing-return-type-class-method",
	},
	Page: page,
	Enforces: []match.Pattern{
		match.Do("have", "type annotation"),
		match.Avoid("use", "untyped code"),
		match.Do("annotate", "signature").With("type"),
	},
	Options:   Options{Scope: "training"},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	all := lint.Options[Options](pass).Scope == "all"
	if source.IsNotebook(f.Source.Path) {
		return
	}
	for function := range f.All(python.FunctionDefinition) {
		lacks := parameters(function)
		hasResult := function.Child(python.ReturnTypeField).Exists()
		if len(lacks) == 0 && hasResult {
			continue // which is told soonest
		}
		if all && !isOverload(function) || isTraining(function) {
			report(pass, function, lacks, hasResult)
		}
	}
}

func report(pass *analysis.Pass, function python.Node, lacks []string, hasResult bool) {
	var fix []analysis.SuggestedFix
	if !hasResult {
		lacks = append(lacks, "its result")
		fix = returnsNone(function)
	}
	name := function.Child(python.NameField)
	pass.Report(analysis.Diagnostic{
		Pos: name.Pos(), End: name.End(),
		Message:        fmt.Sprintf("%s has no type annotation for %s", name.Text(), wording.List(lacks, "and")),
		SuggestedFixes: fix,
	})
}

// parameters returns the names of those without annotation, but self and cls and those whose name says that they do not
// matter.
func parameters(function python.Node) (names []string) {
	bound := function.Class().Exists() && !isDecorated(function, "staticmethod")
	for param := range function.Child(python.ParametersField).Children() {
		if param.Is(python.PositionalSeparator, python.KeywordSeparator) {
			continue
		}
		name := param.ParameterName().Text()
		if !bound && !param.Child(python.TypeField).Exists() && !strings.HasPrefix(name, "_") && name != "" {
			names = append(names, name)
		}
		bound = false
	}
	return names
}

func isDecorated(function python.Node, names ...string) bool {
	for d := range function.Decorators() {
		if name := d.QualifiedName(); slices.Contains(names, name[strings.LastIndexByte(name, '.')+1:]) {
			return true
		}
	}
	return false
}

// isOverload reports whether a function is a variant of one that is declared with @overload, or implements them: the
// variants have the annotations.
func isOverload(function python.Node) bool {
	if !names(function.File(), "overload") { // as few files do
		return false
	}
	if isDecorated(function, "overload") {
		return true
	}
	name := function.Child(python.NameField)
	for b := range name.Bindings() {
		if b.Kind == python.Defined && isDecorated(b.Value, "overload") {
			return true
		}
	}
	return false
}

// names reports whether a name stands anywhere in a file's code.
func names(f *python.File, name string) bool {
	for range f.Root().Identifiers(name) {
		return true
	}
	return false
}
