package handler

import (
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

// A Fault is the worst that can be said about an except clause.
type Fault int

// The faults, the one that counts first.
const (
	None             Fault = iota
	Bare                   // it names no exception
	CatchesAssertion       // it makes nothing of a failed assert
	Empty                  // it does nothing
	Swallows               // it puts a constant in place of what failed, and not for an answer such as KeyError
	LogsPartly             // it logs that something failed, not what
	Broad                  // it catches Exception and goes on, and at best a line on the terminal tells what it caught
)

// Fault returns the worst that can be said about the clause; nothing in a test, which fails on purpose.
func (h *Handler) Fault() Fault {
	switch {
	case program.IsTest(h.Clause.File().Source.Path):
		return None
	case len(h.Types) == 0:
		return Bare
	case h.catchesAssertion():
		return CatchesAssertion
	case h.IsEmpty() && !h.isExcused():
		return Empty
	case h.swallows() && !h.isExcused() && !h.all(isAnswer):
		return Swallows
	case h.PartialLog().Exists():
		return LogsPartly
	case h.Broad().Exists() && !h.Raises() && !h.uses() && !h.Reports(nil) && !(h.exits() && h.mentions(h.Body)):
		return Broad
	}
	return None
}

// Severity returns how bad it is at most that the clause drops what it caught: an error for any exception, and a note if the clause says why
// or with True or False that it happened, if there is only something to close, to import or to look up, or if it names what it expects.
// Where it is no note, how bad it is depends on what a training does there: see [lint.Tried].
func (h *Handler) Severity() lint.Severity {
	if (h.Broad().Exists() || len(h.Types) == 0) && !h.guardsCleanup() && !h.isExplained() && !h.answers() && h.Runs() {
		return lint.Error
	}
	return lint.Note
}

// Runs reports whether what is tried calls something, and is no try of whether something can be imported.
func (h *Handler) Runs() bool {
	return h.Guards.Has(python.Call) && !h.Guards.Has(python.ImportStatement, python.ImportFromStatement)
}

// Repeats reports whether the clause does again what was tried, so that it fails if that does.
func (h *Handler) Repeats() bool {
	tried := h.Guards.LastChild().Text()
	for n := range h.own() {
		if n.Kind() == h.Guards.LastChild().Kind() && n.Text() == tried {
			return true
		}
	}
	return false
}

// answers reports whether the clause gives True or False for what failed.
func (h *Handler) answers() bool {
	return h.Body.Has(python.True, python.False)
}

// catchesAssertion reports whether the clause is there for a failed assert of its own try statement, and drops it.
func (h *Handler) catchesAssertion() bool {
	if !h.all(func(name string) bool { return name == "AssertionError" }) || !h.IsEmpty() && !h.swallows() {
		return false
	}
	for n := range h.Guards.Walk(python.FunctionDefinition, python.ClassDefinition) {
		if n.Kind() == python.AssertStatement {
			return true
		}
	}
	return false
}

// IsEmpty reports whether the body has only pass, continue, ... and strings.
func (h *Handler) IsEmpty() bool {
	for statement := range h.Body.Children() {
		if !isIdle(statement) {
			return false
		}
	}
	return true
}

func isIdle(statement python.Node) bool {
	return statement.Is(python.PassStatement, python.ContinueStatement) ||
		statement.Kind() == python.ExpressionStatement &&
			statement.FirstChild().Is(python.Ellipsis, python.String, python.ConcatenatedString)
}

// swallows reports whether the body has, beside what is idle, only jumps, and constants that it returns, assigns or adds.
func (h *Handler) swallows() bool {
	for statement := range h.Body.Children() {
		switch {
		case isIdle(statement), statement.Kind() == python.BreakStatement:
		case statement.Kind() == python.ReturnStatement && isConstant(statement.FirstChild()):
		case statement.Kind() == python.ExpressionStatement && assignsConstant(statement.FirstChild()):
		default:
			return false
		}
	}
	return !h.IsEmpty()
}

func assignsConstant(n python.Node) bool {
	value := n.Child(python.RightField)
	for value.Kind() == python.Assignment {
		value = value.Child(python.RightField)
	}
	return n.Is(python.Assignment, python.AugmentedAssignment) && value.Exists() && isConstant(value)
}

// isConstant reports whether an expression, if there is one, tells nothing about what happened.
func isConstant(n python.Node) bool {
	switch n.Kind() {
	case python.NoKind, python.None, python.True, python.False, python.Integer, python.Float, python.Ellipsis:
		return true
	case python.String, python.ConcatenatedString:
		for range n.All(python.Interpolation) {
			return false
		}
		return true
	case python.UnaryOperator, python.Tuple, python.List, python.Set, python.Dictionary, python.Pair,
		python.ExpressionList, python.ParenthesizedExpression:
		for part := range n.Children() {
			if !isConstant(part) {
				return false
			}
		}
		return true
	}
	return isInfinite(n)
}

// isInfinite recognises float("inf"), math.inf, numpy.nan and their like.
func isInfinite(n python.Node) bool {
	switch n.QualifiedName() {
	case "builtins.float()":
		return isConstant(n.Child(python.ArgumentsField).FirstChild())
	case "math.inf", "math.nan", "numpy.inf", "numpy.nan", "numpy.NaN", "torch.inf", "torch.nan":
		return true
	}
	return false
}
