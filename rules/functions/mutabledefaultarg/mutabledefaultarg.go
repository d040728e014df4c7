// Package mutabledefaultarg defines the rule mutable-default-arg.
package mutabledefaultarg

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed mutabledefaultarg.md
var page string

// Options are what a project may set.
type Options struct {
	ImmutableTypes []string `yaml:"immutable-types"` // qualified names of annotations that promise not to change a default
}

// Rule reports parameters whose default every call would share and can change.
var Rule = &lint.Rule{
	ID:         "mutable-default-arg",
	Severity:   lint.Error,
	Noqa:       []string{"B006"},
	Page:       page,
	Boundaries: []string{"mutable default"},
	Options:    Options{},
	AnyPython:  true,
	Requires:   []*analysis.Analyzer{python.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	annotations := mutability.Annotation{Further: lint.Options[Options](pass).ImmutableTypes}
	for function := range python.Of(pass).All(python.FunctionDefinition) {
		for param := range function.Child(python.ParametersField).Children() {
			value := mutability.Unparenthesized(param.Child(python.ValueField))
			if mutability.IsMutable(value) && !annotations.Promises(param.Child(python.TypeField)) {
				pass.Report(analysis.Diagnostic{
					Pos: value.Pos(), End: value.End(),
					Message: fmt.Sprintf("parameter %q defaults to %s, one object that all calls share; default to None and create it in the body",
						param.Child(python.NameField).Text(), mutability.Short(value.Text())),
					SuggestedFixes: fix(function, param),
				})
			}
		}
	}
}
