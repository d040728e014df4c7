// Package bestmetricunbound defines the rule best-metric-unbound.
package bestmetricunbound

import (
	_ "embed"
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed bestmetricunbound.md
var page string

// Rule reports running optima that are compared before anything binds them.
var Rule = &lint.Rule{
	ID:        "best-metric-unbound",
	Severity:  lint.Error,
	Fix:       lint.UnsafeFixes,
	Page:      page,
	Enforces:  []match.Pattern{match.Do("save", "best model")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	for comparison := range python.Of(pass).All(python.ComparisonOperator) {
		for operand := range comparison.Children() {
			if operand.Kind() == python.Identifier && isOrder(comparison) && operand.Loop().Exists() && isUnbound(operand) {
				report(pass, comparison, operand)
			}
		}
	}
}

// isOrder reports whether a comparison is by size.
func isOrder(comparison python.Node) bool {
	operator := comparison.Child(python.OperatorsField).Text()
	return operator == "<" || operator == ">" || operator == "<=" || operator == ">="
}

// isUnbound reports whether something binds the name n, but never before n is first evaluated.
func isUnbound(n python.Node) bool {
	isBound := false
	for b := range n.Bindings() {
		isBound = true
		if b.Name.Start() < n.Start() || b.Name.Function() != n.Function() || !isAfter(b.Name, n) {
			return false
		}
	}
	return isBound && !isBorrowed(n)
}

// isBorrowed reports whether the name may get its value elsewhere: in another function, in the code around an example, or
// in a module all of whose names are imported.
func isBorrowed(n python.Node) bool {
	function := n.Function()
	if function.Kind() == python.Module {
		return n.File().Snippet || len(n.File().StarImports()) > 0
	}
	for statement := range function.All(python.GlobalStatement, python.NonlocalStatement) {
		for name := range statement.Children() {
			if name.Text() == n.Text() {
				return true
			}
		}
	}
	return false
}

// isAfter reports whether a binding that comes after n is only reached by way of n: each branch that n is in has the
// binding, too.
func isAfter(binding, n python.Node) bool {
	short := false // n is the second operand of and: only the branch that it leads to is sure to be after it
	for child, p := n, n.Parent(); p.Exists() && !p.Is(python.FunctionDefinition, python.Lambda); child, p = p, p.Parent() {
		switch {
		case p.Kind() == python.BooleanOperator && child != p.FirstChild():
			if p.Token(python.KwOr).Exists() {
				return false
			}
			short = true
		case short && p.Is(python.IfStatement, python.ElifClause):
			if !p.Child(python.ConsequenceField).Contains(binding) {
				return false
			}
			short = false
		case short && !p.Is(python.BooleanOperator, python.ParenthesizedExpression):
			return false
		case isBranch(child, p) && !child.Contains(binding):
			return false
		}
	}
	return true
}

// isBranch reports whether child, a part of p, may be left out when p runs, or left halfway by an exception.
func isBranch(child, p python.Node) bool {
	return child.Is(python.ElifClause, python.ElseClause, python.ExceptClause, python.CaseClause) ||
		p.Is(python.IfStatement, python.ElifClause) && child.Field() == python.ConsequenceField ||
		p.Is(python.TryStatement, python.ConditionalExpression, python.ListComprehension, python.SetComprehension,
			python.DictionaryComprehension, python.GeneratorExpression)
}

func report(pass *analysis.Pass, comparison, name python.Node) {
	exception := "UnboundLocalError"
	if name.Function().Kind() == python.Module {
		exception = "NameError"
	}
	pass.Report(analysis.Diagnostic{
		Pos: name.Pos(), End: name.End(),
		Message:        fmt.Sprintf("nothing is assigned to %s before this comparison: %s", name.Text(), exception),
		SuggestedFixes: fix(comparison, name),
	})
}
