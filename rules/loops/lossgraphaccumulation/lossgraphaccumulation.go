// Package lossgraphaccumulation defines the rule loss-graph-accumulation.
package lossgraphaccumulation

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed lossgraphaccumulation.md
var page string

// Rule reports sums of losses that keep the graph of every loss alive.
var Rule = &lint.Rule{
	ID:       "loss-graph-accumulation",
	Severity: lint.Error,
	Fix:      lint.MixedFixes,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("call", "item"),
		match.Do("use", "item"),
		match.Avoid("accumulate", "loss tensor"),
	},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	for sum := range f.All(python.AugmentedAssignment, python.Assignment) {
		total, added := addition(sum)
		if !total.Exists() {
			continue
		}
		for _, loss := range terms(added) {
			if isLive(sum, loss) && survives(sum, total) && !isBackpropagated(total) {
				pass.Report(analysis.Diagnostic{
					Pos: sum.Pos(), End: sum.End(),
					Message:        fmt.Sprintf("%s keeps the graph of every %s added to it: memory grows with each batch", total.Text(), loss.Text()),
					SuggestedFixes: fix(sum, loss),
				})
				break
			}
		}
	}
}

// addition returns the sum and what is added to it in total += loss and total = total + loss.
func addition(n python.Node) (total, added python.Node) {
	left, right := n.Child(python.LeftField), n.Child(python.RightField)
	isSum := right.Kind() == python.BinaryOperator && right.Token(python.TokPlus).Exists() && right.Child(python.LeftField).Text() == left.Text()
	switch {
	case !left.Is(python.Identifier, python.Attribute, python.Subscript):
	case n.Kind() == python.AugmentedAssignment && n.Child(python.OperatorField).Text() == "+=":
		return left, right
	case n.Kind() == python.Assignment && isSum:
		return left, right.Child(python.RightField)
	}
	return python.Node{}, python.Node{}
}

// terms are the names in an expression of names and numbers: loss, loss * n.
func terms(n python.Node) (names []python.Node) {
	switch n.Kind() {
	case python.Identifier, python.Attribute:
		return []python.Node{n}
	case python.ParenthesizedExpression:
		return terms(n.FirstChild())
	case python.BinaryOperator:
		return append(terms(n.Child(python.LeftField)), terms(n.Child(python.RightField))...)
	}
	return nil
}
