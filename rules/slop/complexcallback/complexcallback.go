// Package complexcallback defines the rule complex-callback.
package complexcallback

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed complexcallback.md
var page string

// Options are what a project may set.
type Options struct {
	Hooks     int `yaml:"hooks"`     // the most hooks of a callback that are not reported
	Callbacks int `yaml:"callbacks"` // the most callbacks in a file that are not reported
}

// Rule reports callbacks that do many things, and files with many callbacks.
var Rule = &lint.Rule{
	ID:        "complex-callback",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "callback")},
	Options:   Options{Hooks: 5, Callbacks: 3},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if program.IsTest(f.Source.Path) {
		return
	}
	options := lint.Options[Options](pass)
	var callbacks []python.Node
	for class := range f.All(python.ClassDefinition) {
		if !isCallback(class) {
			continue
		}
		name := class.Child(python.NameField)
		callbacks = append(callbacks, name)
		if n := hooks(class); n > options.Hooks {
			pass.ReportRangef(name, "the callback %s has %d hooks, over %d", name.Text(), n, options.Hooks)
		}
	}
	if len(callbacks) > options.Callbacks {
		pass.ReportRangef(callbacks[options.Callbacks], "this is callback %d of the file, over %d", options.Callbacks+1, options.Callbacks)
	}
}

// isCallback reports whether a class descends from a framework's callback, as far as names tell.
func isCallback(class python.Node) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		name := base.Text()
		if base.Kind() != python.KeywordArgument && strings.HasSuffix(name, "Callback") {
			return true
		}
	}
	return false
}

// hooks counts the methods of a callback that the framework calls and that do something.
func hooks(callback python.Node) (n int) {
	for method := range routine.Methods(callback) {
		if strings.HasPrefix(method.Child(python.NameField).Text(), "on_") && !routine.IsStub(routine.Body(method)) {
			n++
		}
	}
	return n
}
