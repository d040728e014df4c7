// Package procedurename defines the rule procedure-name.
package procedurename

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed procedurename.md
var page string

// Rule reports procedures whose names hold no verb.
var Rule = &lint.Rule{
	ID:        "procedure-name",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("use", "strong verb")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if f.Snippet {
		return
	}
	for function := range routine.Named(f) {
		name := function.Child(python.NameField)
		if slices.ContainsFunc(naming.Words(strings.TrimRight(name.Text(), "0123456789")), acts) || routine.IsStub(routine.Body(function)) {
			continue
		}
		if values, mayEnd := routine.Results(function); len(values) == 0 && mayEnd && !routine.IsGenerator(function) {
			pass.ReportRangef(name, "%q returns nothing, but its name does not say what it does", name.Text())
		}
	}
}

// acts reports whether a word tells an action: a verb, one that runs into its object, or what usage takes for one.
func acts(word string) bool {
	return naming.StartsWithVerb(word) || slices.Contains(others, word)
}

// others are words that are no verbs and name what runs at a time or in a place: workers, hooks, entry points.
var others = []string{"main", "worker", "hook", "callback", "handler", "maybe", "job", "thread", "cli", "app", "entrypoint", "entry",
	"training", "validation", "evaluation", "inference", "to", "as", "on", "before", "after", "loop", "fn", "func", "impl", "wrapper",
	"initializer", "finalizer", "listener", "consumer", "producer", "target", "new", "is", "has", "info", "debug", "warning", "error", "progress"}
