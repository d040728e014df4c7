// Package exceptionswallowsepoch defines the rule exception-swallows-epoch.
package exceptionswallowsepoch

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed exceptionswallowsepoch.md
var page string

// Rule reports handlers that let a failing training go on.
var Rule = &lint.Rule{
	ID:       "exception-swallows-epoch",
	Severity: lint.Error,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("swallow", "exception"),
		match.Avoid("ignore", "raised exception"),
		match.Avoid("use", "bare except"),
	},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for try := range python.Of(pass).All(python.TryStatement) {
		body := try.Child(python.BodyField)
		if !trains(body) || !try.Loop().Exists() && !hasLoop(body) {
			continue
		}
		for handler := range try.Children() {
			if handler.Kind() == python.ExceptClause && isBroad(handler) && swallows(handler) {
				report(pass, handler)
			}
		}
	}
}

func report(pass *analysis.Pass, handler python.Node) {
	severity := lint.Error
	if reports(handler) {
		severity = lint.Warning
	}
	lint.Reportf(pass, handler.Token(python.KwExcept), severity,
		"training continues even if every step fails; catch what you expect, or raise after a few failures")
}

// trains reports whether code computes gradients and applies them, itself or in a function of this file.
func trains(code python.Node) bool {
	return calls(code, "backward", 1) && calls(code, "step", 1) || calls(code, "apply_gradients", 1) || calls(code, "apply_updates", 1) ||
		calls(code, "update", 1) && calls(code.File().Root(), "value_and_grad", 0) || calls(code, "train_on_batch", 1)
}

// calls reports whether code calls a method of that name, or a function of this file that does.
func calls(code python.Node, method string, depth int) bool {
	for call := range code.All(python.Call) {
		callee := call.Child(python.FunctionField)
		if callee.Child(python.AttributeField).Text() == method && (method != "update" || isGivenTwo(call)) {
			return true
		}
		if name, ok := strings.CutPrefix(callee.QualifiedName(), python.Local); ok && depth > 0 && callsIn(code.File(), name, method) {
			return true
		}
	}
	return false
}

// callsIn looks into the function of a qualified name.
func callsIn(file *python.File, name, method string) bool {
	f := file.Routine(strings.ReplaceAll(name, "()", ""))
	return f.Exists() && calls(f.Child(python.BodyField), method, 0)
}

func hasLoop(n python.Node) bool {
	return n.Has(python.ForStatement, python.WhileStatement)
}

// isBroad reports whether a clause catches everything, or all that can go wrong in a step.
func isBroad(handler python.Node) bool {
	caught := handler.FirstChild()
	if caught.Kind() == python.AsPattern {
		caught = caught.FirstChild()
	}
	switch caught.QualifiedName() {
	case "builtins.Exception", "builtins.BaseException":
		return true
	}
	return caught.Kind() == python.Block
}

// swallows reports whether a clause neither leaves the training nor counts what went wrong.
func swallows(handler python.Node) bool {
	for range handler.All(python.RaiseStatement, python.AugmentedAssignment, python.ReturnStatement) {
		return false
	}
	for call := range handler.All(python.Call) {
		callee := call.Child(python.FunctionField)
		if name := callee.QualifiedName(); name == "sys.exit" || name == "os._exit" || name == "builtins.exit" ||
			saves.MatchString(callee.Text()) {
			return false
		}
	}
	return handler.LastChild().LastChild().Is(python.ContinueStatement, python.BreakStatement, python.PassStatement) || handler.Loop().Exists()
}

var (
	saves = pattern.New(`(?i)save|checkpoint|append|optuna|prune|abort|fail`)
	logs  = pattern.New(`(?i)log|print|warn|write|exception`)
)

func reports(handler python.Node) bool {
	for call := range handler.All(python.Call) {
		if logs.MatchString(call.Child(python.FunctionField).Text()) {
			return true
		}
	}
	return false
}

// isGivenTwo reports whether a call is given two arguments, as an optimizer is a model and its gradients.
func isGivenTwo(call python.Node) bool {
	given := 0
	for range call.Child(python.ArgumentsField).Children() {
		given++
	}
	return given == 2
}
