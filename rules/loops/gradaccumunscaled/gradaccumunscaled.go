// Package gradaccumunscaled defines the rule grad-accum-unscaled.
package gradaccumunscaled

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed gradaccumunscaled.md
var page string

// Rule reports gradients that are summed up over several batches where their mean is meant.
var Rule = &lint.Rule{
	ID:       "grad-accum-unscaled",
	Severity: lint.Note,
	Page:     page,
	Enforces: []match.Pattern{
		match.Do("divide", "loss").With("accumulation"),
	},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for branch := range python.Of(pass).All(python.IfStatement) {
		loop := branch.Ancestor(python.ForStatement, python.WhileStatement)
		steps := interval(branch.Child(python.ConditionField))
		if !loop.Exists() || !steps.Exists() || !onlyInside(loop, branch, "step") || !onlyInside(loop, branch, "zero_grad") {
			continue
		}
		backward := lossOutside(loop, branch)
		if backward.Exists() && !isScaled(loop.Function(), steps, backward) {
			pass.ReportRangef(backward, "the gradients of %s batches are summed; divide the loss by %s to keep the step size", steps.Text(), steps.Text())
		}
	}
}

// interval returns n of a condition such as (i + 1) % n == 0, or none.
func interval(condition python.Node) python.Node {
	for n := range condition.All(python.BinaryOperator) {
		if n.Token(python.TokPercent).Exists() {
			return n.Child(python.RightField)
		}
	}
	return python.Node{}
}

// onlyInside reports whether a loop calls a method of an optimizer, and only so in the branch.
func onlyInside(loop, branch python.Node, method string) bool {
	found := false
	for call := range loop.All(python.Call) {
		callee := call.Child(python.FunctionField)
		if callee.Child(python.AttributeField).Text() != method || isScheduler(callee) {
			continue
		}
		if !branch.Child(python.ConsequenceField).Contains(call) {
			return false
		}
		found = true
	}
	return found
}

func isScheduler(callee python.Node) bool {
	return strings.Contains(strings.ToLower(callee.Child(python.ObjectField).Text()), "sched")
}

// lossOutside returns the loop's only call of backward if it is on a loss, or that scaled, and outside the branch.
// Accelerate's own divides by the number of batches itself.
func lossOutside(loop, branch python.Node) (found python.Node) {
	for call := range loop.All(python.Call) {
		callee := call.Child(python.FunctionField)
		if callee.Child(python.AttributeField).Text() != "backward" {
			continue
		}
		object := callee.Child(python.ObjectField)
		isPlain := !call.Child(python.ArgumentsField).FirstChild().Exists() && object.Is(python.Identifier, python.Call)
		if !isPlain || found.Exists() || branch.Contains(call) {
			return python.Node{}
		}
		found = call
	}
	return found
}

// isScaled reports whether the function divides or multiplies by the number of batches, or gives it to something that
// may; a loss that is a sum over the batch is scaled by nobody.
func isScaled(function, steps, backward python.Node) bool {
	for n := range function.All(python.BinaryOperator, python.AugmentedAssignment, python.ArgumentList) {
		if n.Token(python.TokPercent).Exists() || isPrint(n) {
			continue
		}
		for part := range n.All(steps.Kind()) {
			if part.Text() == steps.Text() && !insideModulo(part) {
				return true
			}
		}
	}
	return dividesLoss(function, backward)
}

// dividesLoss reports whether what backward is called on is divided or multiplied by anything.
func dividesLoss(function, backward python.Node) bool {
	loss := backward.Child(python.FunctionField).Child(python.ObjectField)
	if loss.Kind() == python.Call {
		loss = loss.Child(python.ArgumentsField).FirstChild()
	}
	for a := range function.All(python.Assignment, python.AugmentedAssignment) {
		if a.Child(python.LeftField).Text() == loss.Text() && strings.ContainsAny(a.Child(python.OperatorField).Text()+a.Child(python.RightField).Text(), "/*") {
			return true
		}
	}
	return loss.Kind() != python.Identifier
}

func isPrint(arguments python.Node) bool {
	return arguments.Parent().Child(python.FunctionField).QualifiedName() == "builtins.print"
}

func insideModulo(n python.Node) bool {
	return n.Parent().Kind() == python.BinaryOperator && n.Parent().Token(python.TokPercent).Exists()
}
