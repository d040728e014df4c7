// Package deepcallchain defines the rule deep-call-chain.
package deepcallchain

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed deepcallchain.md
var page string

// Options are what a project may set.
type Options struct {
	Max     int  `yaml:"max"`     // the most attributes and subscripts in a chain that are not reported
	Objects int  `yaml:"objects"` // the most objects on the way that are not reported
	Paths   bool `yaml:"paths"`   // report paths from any object to an attribute, not only calls and what starts at self
}

// Rule reports expressions that reach through several objects into what the last of them holds.
var Rule = &lint.Rule{
	ID:        "deep-call-chain",
	Severity:  lint.Note,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("reduce", "indirect call"), match.Avoid("use", "indirect call"), match.Do("match", "indirect call")},
	Options:   Options{Max: 4, Objects: 2},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	for chain := range python.Of(pass).All(python.Attribute) {
		if parent := chain.Parent(); parent.Is(python.Attribute, python.Subscript) && chain.Field() != python.SubscriptField {
			continue // it goes on
		}
		if links(chain) <= options.Max {
			continue // as nearly all do
		}
		if !options.Paths && !isCalled(chain) && !startsAtSelf(chain) {
			continue // as weights are loaded, one after the other
		}
		if depth, objects := measure(chain); depth > options.Max && objects > options.Objects {
			pass.ReportRangef(chain, "%s reaches through %d objects", shorten(chain.Text()), objects)
		}
	}
}

// links counts the attributes and subscripts of a chain.
func links(chain python.Node) (n int) {
	for ; chain.Is(python.Attribute, python.Subscript); chain = chain.FirstChild() {
		n++
	}
	return n
}

// isCalled reports whether a chain names what is called.
func isCalled(chain python.Node) bool {
	return chain.Parent().Kind() == python.Call && chain.Field() == python.FunctionField
}

// startsAtSelf reports whether a chain leads through what the object itself has.
func startsAtSelf(chain python.Node) bool {
	for chain.Is(python.Attribute, python.Subscript) {
		chain = chain.FirstChild()
	}
	return chain.Text() == "self" || chain.Text() == "cls"
}

// measure counts the links of a chain, and those objects among them that are somebody else's: neither the first one, nor
// self, nor modules, nor elements of a collection. It is 0, 0 for what is no matter of objects: configuration, say.
func measure(chain python.Node) (depth, objects int) {
	n := chain
	for n.Is(python.Attribute, python.Subscript) {
		depth++
		if n.Kind() == python.Subscript {
			n = n.Child(python.ValueField)
			continue
		}
		if isPlain(n.Child(python.AttributeField).Text()) {
			return 0, 0
		}
		objects++
		n = n.Child(python.ObjectField)
	}
	switch {
	case n.Kind() != python.Identifier || isPlain(n.Text()) || n.IsImported():
		return 0, 0
	case n.Text() == "self" || n.Text() == "cls":
		return depth - 1, objects - 1
	}
	return depth, objects
}

// plain matches names of values that are nested and no objects with a mind of their own.
var plain = pattern.New(`(?i)^_?(args|hp|hparams|cfg|config|conf|opts?|options|params?|settings|namespace|data|shape|f(lags)?|state|_?spec|description|__\w+__)$|_?(config|cfg|args|params)$`)

func isPlain(name string) bool { return plain.MatchString(name) }

// shorten keeps a message on one line.
func shorten(text string) string {
	text = strings.Join(strings.Fields(text), " ")
	if len(text) > 60 {
		return text[:28] + " … " + text[len(text)-28:]
	}
	return text
}
