// Package cyclomaticcomplexity defines the rule cyclomatic-complexity.
package cyclomaticcomplexity

import (
	"cmp"
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/wording"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed cyclomaticcomplexity.md
var page string

// Options are what a project may set.
type Options struct {
	Max    int    `yaml:"max"`    // the highest complexity that is not reported
	Metric Metric `yaml:"metric"` // whose way of counting: ruff, mccabe or radon
}

// Rule reports functions with too many paths through them.
var Rule = &lint.Rule{
	ID:       "cyclomatic-complexity",
	Severity: lint.Warning,
	Craft:    true,
	Taste:    true,
	Noqa:     []string{"C901", "complex-structure", "R1260", "too-complex"},
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("reduce", "complexity"),
		match.Avoid("exceed", "complexity"),
		match.Avoid("exceed", "complex function"),
		match.Do("reduce", "code unit").With("complexity"),
	},
	Options:   Options{Max: 9, Metric: "ruff"},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	options := lint.Options[Options](pass)
	count := metrics[options.Metric]
	for function := range python.Of(pass).All(python.FunctionDefinition) {
		parts := count.parts(function)
		if complexity := 1 + total(parts); complexity > options.Max {
			pass.ReportRangef(function.Child(python.NameField), "%s has a cyclomatic complexity of %d, over %d%s",
				function.QualName(), complexity, options.Max, describe(count.open(parts)))
		}
	}
}

// A part is a statement of a function's body and what it adds to the complexity.
type part struct {
	statement python.Node
	adds      int
}

// parts returns those statements in the blocks of a statement and of its clauses that add something.
func (count counter) parts(statement python.Node) (parts []part) {
	for block := range statement.All(python.Block) {
		if owner := block.Parent(); owner != statement && owner.Parent() != statement {
			continue
		}
		for s := range block.Children() {
			if adds := count.sum(s); adds > 0 {
				parts = append(parts, part{s, adds})
			}
		}
	}
	return parts
}

// open looks into a lone part, such as the loop that is all of a function, while most of what it adds is inside.
func (count counter) open(parts []part) []part {
	for len(parts) == 1 {
		inner := count.parts(parts[0].statement)
		if 2*total(inner) <= parts[0].adds {
			break
		}
		parts = inner
	}
	return parts
}

func total(parts []part) (sum int) {
	for _, p := range parts {
		sum += p.adds
	}
	return sum
}

// named is how many statements a message names.
const named = 3

// describe says where most of the complexity comes from: the largest parts, in source order.
func describe(parts []part) string {
	if len(parts) == 0 {
		return ""
	}
	slices.SortStableFunc(parts, func(a, b part) int { return cmp.Compare(b.adds, a.adds) })
	parts = parts[:min(named, len(parts))]
	slices.SortFunc(parts, func(a, b part) int { return cmp.Compare(a.statement.ID(), b.statement.ID()) })
	var places []string
	for _, p := range parts {
		places = append(places, fmt.Sprintf("the %s at line %d (+%d)", keyword(p.statement), p.statement.File().Line(p.statement.Pos()), p.adds))
	}
	return "; most comes from " + wording.List(places, "and")
}

// keyword returns what people call a statement.
func keyword(statement python.Node) string {
	switch statement.Kind() {
	case python.FunctionDefinition, python.DecoratedDefinition:
		return "def"
	case python.ClassDefinition:
		return "class"
	case python.ExpressionStatement:
		return "expression"
	}
	word, _, _ := strings.Cut(statement.Kind().String(), "_")
	return word
}
