package cyclomaticcomplexity

import (
	"fmt"

	"github.com/agentlint/agentlint/parser/python"
)

// A Metric names a way to count: ruff, mccabe or radon.
type Metric string

// UnmarshalText refuses a name that is no metric.
func (m *Metric) UnmarshalText(text []byte) error {
	if metrics[Metric(text)] == nil {
		return fmt.Errorf("the metric is %q, not ruff, mccabe or radon", text)
	}
	*m = Metric(text)
	return nil
}

// A counter says what one node adds to the complexity of the function around it, and whether what is inside counts too.
type counter func(n python.Node) (adds int, enter bool)

var metrics = map[Metric]counter{"ruff": ruff, "mccabe": mccabe, "radon": radon}

// sum returns what a statement and all inside it add. It is a loop since code may be nested without bounds.
func (count counter) sum(statement python.Node) int {
	total, enter := count(statement)
	if !enter {
		return total
	}
	var closed python.Node
	for n := range statement.All() {
		if closed.Contains(n) {
			continue
		}
		adds, enter := count(n)
		total += adds
		if !enter {
			closed = n
		}
	}
	return total
}

// ruff counts as ruff 0.16 does (C901): branches, loops, handlers, cases and nested functions.
func ruff(n python.Node) (int, bool) {
	switch n.Kind() {
	case python.IfStatement, python.ElifClause, python.ForStatement, python.WhileStatement,
		python.ExceptClause, python.ExceptGroupClause, python.FunctionDefinition:
		return 1, true
	case python.ElseClause:
		return one(n.Parent().Kind() == python.TryStatement), true
	case python.MatchStatement:
		return branches(n), true
	}
	return 0, true
}

// mccabe counts as mccabe 0.7.0 does: from the edges of a graph that knows neither finally nor match nor except*.
func mccabe(n python.Node) (int, bool) {
	switch n.Kind() {
	case python.IfStatement, python.ElifClause, python.ForStatement, python.WhileStatement,
		python.ExceptClause, python.FunctionDefinition:
		return 1, true
	case python.TryStatement:
		groups := n.Token(python.ExceptGroupClause).Exists()
		return one(!groups), !groups
	case python.FinallyClause, python.MatchStatement:
		return 0, false
	}
	return 0, true
}

// radon counts as radon 6.0.1 does: expressions too, and neither nested functions nor classes.
func radon(n python.Node) (int, bool) {
	switch n.Kind() {
	case python.IfStatement, python.ElifClause, python.ForStatement, python.WhileStatement, python.ExceptClause,
		python.BooleanOperator, python.ConditionalExpression, python.ForInClause:
		return 1, true
	case python.ElseClause:
		p := n.Parent()
		return one(p.Kind() != python.IfStatement && !p.Token(python.ExceptGroupClause).Exists()), true
	case python.IfClause:
		return one(n.Parent().Kind() != python.CaseClause), true
	case python.AssertStatement:
		return 1, false
	case python.MatchStatement:
		return cases(n) - one(hasBareCase(n)), true
	case python.FunctionDefinition, python.ClassDefinition, python.Decorator:
		return 0, false
	}
	return 0, true
}

func one(condition bool) int {
	if condition {
		return 1
	}
	return 0
}

func cases(match python.Node) (count int) {
	for range match.Child(python.BodyField).Children() {
		count++
	}
	return count
}

// branches counts the cases of a match, but for a last one that takes whatever comes, as else does.
func branches(match python.Node) int {
	last := match.Child(python.BodyField).LastChild()
	guarded := last.Child(python.GuardField).Exists()
	return cases(match) - one(!guarded && isIrrefutable(pattern(last)))
}

// hasBareCase reports whether a case is nothing but a name or _, guarded or not.
func hasBareCase(match python.Node) bool {
	for c := range match.Child(python.BodyField).Children() {
		if p := pattern(c); p.Kind() == python.DottedName && isIrrefutable(p) || isWildcard(p) {
			return true
		}
	}
	return false
}

// pattern returns the pattern of a case without parentheses around it, or none if there are several: case a, b.
func pattern(clause python.Node) python.Node {
	if clause.Token(python.TokComma).Exists() {
		return python.Node{}
	}
	return unwrap(clause.FirstChild())
}

// unwrap takes off what the grammar puts around a pattern, parentheses included. A case_pattern that is only _ stays.
func unwrap(p python.Node) python.Node {
	for p.Is(python.CasePattern, python.TuplePattern) && !p.Token(python.TokComma).Exists() && !isWildcard(p) {
		p = p.FirstChild()
	}
	return p
}

func isWildcard(p python.Node) bool {
	return p.Kind() == python.CasePattern && p.Token(python.TokUnderscore).Exists()
}

// isIrrefutable reports whether a pattern always matches (PEP 634, https://peps.python.org/pep-0634/#irrefutable-case-blocks).
func isIrrefutable(p python.Node) bool {
	switch p = unwrap(p); p.Kind() {
	case python.CasePattern:
		return isWildcard(p)
	case python.DottedName:
		return p.FirstChild() == p.LastChild()
	case python.AsPattern:
		return isIrrefutable(p.FirstChild())
	case python.UnionPattern:
		if p.Token(python.TokUnderscore).Exists() {
			return true
		}
		for alternative := range p.Children() {
			if isIrrefutable(alternative) {
				return true
			}
		}
	}
	return false
}
