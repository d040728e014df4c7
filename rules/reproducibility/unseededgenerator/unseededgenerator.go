// Package unseededgenerator defines the rule unseeded-generator.
package unseededgenerator

import (
	_ "embed"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed unseededgenerator.md
var page string

// Rule reports random number generators that are made without a seed.
var Rule = &lint.Rule{
	ID:       "unseeded-generator",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Craft:    true,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("set", "seed"),
		match.Do("have", "reproducibility").Alone(),
		match.Do("have", "reproducibility").With("seed"),
	},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

// seeds is the name of the first parameter, the seed, of what makes or seeds a generator.
var seeds = map[string]string{
	"numpy.random.default_rng":  "seed",
	"numpy.random.RandomState":  "seed",
	"numpy.random.SeedSequence": "entropy",
	"numpy.random.MT19937":      "seed",
	"numpy.random.PCG64":        "seed",
	"numpy.random.PCG64DXSM":    "seed",
	"numpy.random.Philox":       "seed",
	"numpy.random.SFC64":        "seed",
	"numpy.random.seed":         "seed",
	"random.Random":             "x",
	"random.seed":               "a",

	// https://optuna.readthedocs.io/en/stable/reference/samplers/index.html: a study makes a TPESampler without a seed.
	"optuna.create_study":               "sampler",
	"optuna.samplers.TPESampler":        "seed",
	"optuna.samplers.RandomSampler":     "seed",
	"optuna.samplers.CmaEsSampler":      "seed",
	"optuna.samplers.GPSampler":         "seed",
	"optuna.samplers.NSGAIISampler":     "seed",
	"optuna.samplers.NSGAIIISampler":    "seed",
	"optuna.samplers.QMCSampler":        "seed",
	"optuna.samplers.BruteForceSampler": "seed",
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	numeric := sync.OnceValue(func() bool { return isNumeric(f) })
	polars := sync.OnceValue(func() bool { return seedsPolars(f) })
	for call := range f.All(python.Call) {
		name := call.Child(python.FunctionField).QualifiedName()
		parameter, ok := seeds[name]
		switch {
		case strings.HasPrefix(name, "random.") && !numeric(): // a game may roll its dice
		case name == "optuna.create_study" && isShared(call): // its workers must not all draw the same
		case ok && isUnseeded(call, parameter) && !isFallback(call) && !isSeededLater(call):
			pass.Report(analysis.Diagnostic{
				Pos: call.Pos(), End: call.End(),
				Message:        strings.Clone(name) + " takes its seed from the operating system: its numbers can't be reproduced",
				SuggestedFixes: fix(call, parameter),
			})
		case drawsRows(call, name) && !polars():
			pass.ReportRangef(call, "%s takes different rows in every run: it has no seed", strings.TrimLeft(name, "?"))
		}
	}
}

// isUnseeded reports whether a call is given no seed, or None.
func isUnseeded(call python.Node, parameter string) bool {
	for arg := range call.Child(python.ArgumentsField).Children() {
		switch {
		case arg.Is(python.ListSplat, python.DictionarySplat):
			return false
		case arg.Kind() != python.KeywordArgument:
			return isNone(arg)
		case arg.Child(python.NameField).Text() == parameter:
			return isNone(arg.Child(python.ValueField))
		}
	}
	return true
}

// isNone recognises None, and a name that is nothing else.
func isNone(n python.Node) bool {
	if n.Kind() == python.Identifier {
		b, ok := n.Binding()
		return ok && b.Kind == python.Assigned && b.Value.Kind() == python.None
	}
	return n.Kind() == python.None
}

// fix writes a seed in place of None, or in front of the other arguments.
func fix(call python.Node, parameter string) []analysis.SuggestedFix {
	if parameter == "sampler" {
		return nil
	}
	list := call.Child(python.ArgumentsField)
	edit := analysis.TextEdit{Pos: list.Pos() + 1, End: list.Pos() + 1, NewText: []byte("42")}
	for arg := range list.Children() {
		if arg.Kind() == python.KeywordArgument && arg.Child(python.NameField).Text() == parameter {
			arg = arg.Child(python.ValueField)
		} else if arg.Kind() == python.KeywordArgument {
			edit.NewText = []byte("42, ")
			continue
		}
		if arg.Kind() != python.None {
			return nil
		}
		edit = analysis.TextEdit{Pos: arg.Pos(), End: arg.End(), NewText: []byte("42")}
		break
	}
	return lint.UnsafeFix("seed it with 42", edit)
}
