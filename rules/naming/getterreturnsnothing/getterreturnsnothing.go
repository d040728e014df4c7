// Package getterreturnsnothing defines the rule getter-returns-nothing.
package getterreturnsnothing

import (
	_ "embed"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed getterreturnsnothing.md
var page string

// Rule reports functions that are named after a value and never return one.
var Rule = &lint.Rule{
	ID:        "getter-returns-nothing",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("use", "return value")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range routine.Named(python.Of(pass)) {
		name := function.Child(python.NameField)
		if !promisesValue(naming.Words(name.Text())) || saysNothing(routine.Body(function)) || routine.IsGenerator(function) || isOpen(function) {
			continue
		}
		if values, mayEnd := routine.Results(function); len(values) == 0 && mayEnd {
			pass.ReportRangef(name, "%q never returns a value, although its name promises one", name.Text())
		}
	}
}

// getters are the first words of names that promise a value.
var getters = []string{"get", "is", "has", "find", "count"}

func promisesValue(words []string) bool {
	return len(words) > 1 && slices.Contains(getters, words[0])
}

// saysNothing reports whether a function is a stub, or one that always has nothing to return and says so: return None.
func saysNothing(body []python.Node) bool {
	return routine.IsStub(body) || len(body) == 1 && body[0].FirstChild().Kind() == python.None
}

// isOpen reports whether a method leaves its result in the object, or a function in what it was given: a result all the same.
func isOpen(function python.Node) bool {
	for n := range routine.Own(function) {
		if n.Is(python.Assignment, python.AugmentedAssignment) && n.Child(python.LeftField).Is(python.Attribute, python.Subscript) ||
			n.Is(python.GlobalStatement, python.NonlocalStatement) || n.Kind() == python.Call && addsTo.MatchString(n.Child(python.FunctionField).Text()) {
			return true
		}
	}
	return false
}

// addsTo matches calls that put a result into something.
var addsTo = pattern.New(`\.(append|extend|update|add|insert|put|setdefault|register_buffer|copy_|send)$|^setattr$|_$`)
