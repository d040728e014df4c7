// Package mutabledefaultref defines the rule mutable-default-ref.
package mutabledefaultref

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed mutabledefaultref.md
var page string

// Rule reports parameters whose default is a mutable value that the module keeps under a name.
var Rule = &lint.Rule{
	ID:        "mutable-default-ref",
	Severity:  lint.Warning,
	Noqa:      []string{"W0102", "dangerous-default-value"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "mutable default")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range python.Of(pass).All(python.FunctionDefinition) {
		for param := range function.Child(python.ParametersField).Children() {
			value := mutability.Unparenthesized(param.Child(python.ValueField))
			promised := mutability.Annotation{}.Promises(param.Child(python.TypeField))
			if isModuleValue(value) && !promised {
				check(pass, function, param.ParameterName(), value)
			}
		}
	}
}

// isModuleValue reports whether a name is bound once, at the module's level, to a mutable literal.
func isModuleValue(name python.Node) bool {
	b, ok := name.Binding()
	return ok && b.Kind == python.Assigned && b.Index < 0 && mutability.IsMutable(b.Value) && b.Name.Function().Kind() == python.Module
}

// check reports a default that the function changes or gives away. One that is only read does no harm.
func check(pass *analysis.Pass, function, param, value python.Node) {
	if harm := mutability.Harm(param, function); harm != "" {
		severity := lint.Warning
		if strings.HasSuffix(harm, mutability.Unchanged) {
			severity = lint.Note
		}
		lint.Reportf(pass, value, severity, "parameter %q defaults to %s itself, and %s; default to None and copy it", param.Text(), value.Text(), harm)
	}
}
