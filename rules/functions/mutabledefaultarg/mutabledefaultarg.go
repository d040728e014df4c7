// Package mutabledefaultarg defines the rule mutable-default-arg.
package mutabledefaultarg

import (
	_ "embed"
	"fmt"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed mutabledefaultarg.md
var page string

// Options are what a project may set.
type Options struct {
	ImmutableTypes []string `yaml:"immutable-types"` // qualified names of annotations that promise not to change a default
}

// Rule reports parameters whose default every call would share and can change.
var Rule = &lint.Rule{
	ID:        "mutable-default-arg",
	Severity:  lint.Warning,
	Fix:       lint.UnsafeFixes,
	Craft:     true,
	Noqa:      []string{"B006", "mutable-argument-default", "W0102", "dangerous-default-value"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "mutable default")},
	Options:   Options{},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	annotations := mutability.Annotation{Further: lint.Options[Options](pass).ImmutableTypes}
	for function := range python.Of(pass).All(python.FunctionDefinition) {
		for param := range function.Child(python.ParametersField).Children() {
			value := mutability.Unparenthesized(param.Child(python.ValueField))
			if mutability.Holds(value) && !annotations.Promises(param.Child(python.TypeField)) {
				report(pass, function, param, value)
			}
		}
	}
}

// report reports a default: as an error if the function does with it what later calls notice, and as a note if a module's function only reads it,
// or keeps one with elements where nothing changes it.
func report(pass *analysis.Pass, function, param, value python.Node) {
	name := param.ParameterName()
	severity, harm := lint.Warning, mutability.Harm(name, function)
	switch {
	case strings.HasSuffix(harm, mutability.Unchanged) && !isEmpty(value), harm == "" && !routine.IsScript(function.File()):
		severity = lint.Note
	case strings.HasSuffix(harm, mutability.Changed):
		severity = lint.Error
	}
	if harm != "" {
		harm = ", and " + harm
	}
	pass.Report(analysis.Diagnostic{
		Pos: value.Pos(), End: value.End(), Category: string(severity),
		Message: fmt.Sprintf("parameter %q defaults to %s, one object that all calls share%s; create it in the body",
			name.Text(), mutability.Short(value.Text()), harm),
		SuggestedFixes: fix(function, param),
	})
}

// isEmpty reports whether a default has no elements: it may be there to be filled.
func isEmpty(value python.Node) bool {
	if value.Kind() == python.Call {
		value = value.Child(python.ArgumentsField)
	}
	return !value.FirstChild().Exists()
}
