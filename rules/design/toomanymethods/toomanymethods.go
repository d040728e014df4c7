// Package toomanymethods defines the rule too-many-methods.
package toomanymethods

import (
	_ "embed"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/naming"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
	"github.com/agentlint/agentlint/program"
)

//go:embed toomanymethods.md
var page string

// Options are what a project may set.
type Options struct {
	Max        int  `yaml:"max"`         // the most methods that are not reported
	PublicOnly bool `yaml:"public-only"` // count as PLR0904 does: without _private methods, but with special ones and hooks
}

// Rule reports classes with so many methods that they are several classes in one.
var Rule = &lint.Rule{
	ID:        "too-many-methods",
	Severity:  lint.Note,
	Noqa:      []string{"PLR0904", "too-many-public-methods", "R0904"},
	Page:      page,
	Enforces:  []match.Pattern{match.Do("reduce", "method count")},
	Options:   Options{Max: 10},
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
	for class := range f.All(python.ClassDefinition) {
		if n := options.count(class); n > options.Max {
			pass.ReportRangef(header{class}, "%s has %d methods, over %d", class.QualName(), n, options.Max)
		}
	}
}

// count returns how many methods of a class are its author's idea.
func (o Options) count(class python.Node) (n int) {
	for method := range routine.Methods(class) {
		name := method.Child(python.NameField).Text()
		isPrivate := strings.HasPrefix(name, "_") && !naming.IsSpecial(name)
		switch {
		case o.PublicOnly && isPrivate, routine.HasDecorator(method, "overload", "setter", "deleter"):
		case !o.PublicOnly && (naming.IsSpecial(name) || naming.IsHook(name)):
		default:
			n++
		}
	}
	return n
}

// A header is a class up to its name.
type header struct{ class python.Node }

func (h header) Pos() token.Pos { return h.class.Pos() }
func (h header) End() token.Pos { return h.class.Child(python.NameField).End() }
