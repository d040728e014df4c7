// Package andinname defines the rule and-in-name.
package andinname

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

//go:embed andinname.md
var page string

// Rule reports functions whose names join two actions.
var Rule = &lint.Rule{
	ID:        "and-in-name",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("describe", "everything it does")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for function := range routine.Named(python.Of(pass)) {
		name := function.Child(python.NameField)
		words := naming.Words(name.Text())
		if i := slices.Index(words, "and"); i > 0 && i+1 < len(words) && isAction(words[0]) && isAction(words[i+1]) && !isValue(words[0]) {
			pass.ReportRangef(name, "%q names two actions: %s, and %s", name.Text(), strings.Join(words[:i], " "), strings.Join(words[i+1:], " "))
		}
	}
}

// nouns are words that are verbs too, but hardly ever after "and" in a name: mean and count, loss and step.
var nouns = []string{"count", "mask", "batch", "label", "score", "step", "test", "time", "size", "state", "scale", "shift", "log", "index",
	"sample", "sum", "order", "record", "position", "name", "place", "plan", "process", "map", "image", "target", "output", "value", "config", "return"}

func isAction(word string) bool { return naming.IsVerb(word) && !slices.Contains(nouns, word) }

// isValue reports whether a name with that first word speaks of a value, of which there may be two.
func isValue(word string) bool { return slices.Contains([]string{"get", "return"}, word) }
