// Package incompleteexample defines the rule incomplete-example.
package incompleteexample

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed incompleteexample.md
var page string

// Rule reports example scripts that use names which they neither define nor import, or import what they do not use.
var Rule = &lint.Rule{
	ID:       "incomplete-example",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if !f.Snippet || len(f.StarImports()) > 0 {
		return
	}
	main := entry(f)
	if !main.Exists() {
		return
	}
	open, unused := undefined(f), unused(f)
	switch {
	case len(open) == 0:
	case len(unused) == 0:
		pass.ReportRangef(main, "this script uses %s, which it does not define", wording.Some(open, "and"))
	default:
		pass.ReportRangef(main, "this script uses %s, which it does not define, and does not use %s", wording.Some(open, "and"), wording.Some(unused, "and"))
	}
}

// entry returns the name of the function main of a file that imports something: it is meant as a whole script. It is none for a
// fragment.
func entry(f *python.File) python.Node {
	hasImport := false
	for range f.Imports {
		hasImport = true
		break
	}
	for function := range f.Root().All(python.FunctionDefinition) {
		if name := function.Child(python.NameField); hasImport && name.Text() == "main" && function.Function().Kind() == python.Module {
			return name
		}
	}
	return python.Node{}
}

// undefined returns the names that are called or handed to a call and that nothing gives a value, each once.
func undefined(f *python.File) (names []string) {
	add := func(n python.Node) {
		if n.Kind() != python.Identifier || slices.Contains(names, n.Text()) || n.QualifiedName() != "" {
			return
		}
		for range n.Bindings() {
			return
		}
		names = append(names, n.Text())
	}
	for call := range f.Root().All(python.Call) {
		add(call.Child(python.FunctionField))
		for argument := range call.Child(python.ArgumentsField).Children() {
			if argument.Kind() == python.KeywordArgument {
				argument = argument.Child(python.ValueField)
			}
			add(argument)
		}
	}
	return names
}

// unused returns the names that are imported and appear nowhere else, each once.
func unused(f *python.File) (names []string) {
	for b := range f.Imports {
		count := 0
		for range f.Root().Identifiers(b.Name.Text()) {
			count++
		}
		if count == 1 {
			names = append(names, b.Name.Text())
		}
	}
	return names
}
