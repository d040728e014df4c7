// Package forwardcalled defines the rule forward-called.
package forwardcalled

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed forwardcalled.md
var page string

// Rule reports calls of forward on a module, past its hooks.
var Rule = &lint.Rule{
	ID:       "forward-called",
	Severity: lint.Note,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for call := range python.Of(pass).All(python.Call) {
		callee := call.Child(python.FunctionField)
		if callee.Child(python.AttributeField).Text() != "forward" {
			continue
		}
		module := callee.Child(python.ObjectField)
		if kindOf(module) != notModule && !isOverride(call, module) {
			pass.Report(analysis.Diagnostic{
				Pos: callee.Pos(), End: callee.End(),
				Message:        fmt.Sprintf("forward() runs no hooks of the module; call %s(…) itself", module.Text()),
				SuggestedFixes: fix(callee, module),
			})
		}
	}
}

// entries are the methods by which a module that is called comes to its forward.
var entries = []string{"__call__", "_call_impl", "_wrapped_call_impl", "_slow_forward"}

// isOverride reports whether a call is part of how modules work: of a base class, in __call__, a hook or a function of
// autograd, or compiled by TorchScript.
func isOverride(call, module python.Node) bool {
	function := call.Function()
	first := call.Child(python.ArgumentsField).FirstChild().Text()
	name := function.Child(python.NameField).Text()
	if slices.Contains(entries, name) || first == "ctx" || first == "self" || isHook(function) {
		return true
	}
	for base := range function.Class().Child(python.SuperclassesField).Children() {
		if strings.HasPrefix(base.QualifiedName(), "torch.autograd.") {
			return true
		}
	}
	for d := range function.Decorators() {
		if strings.HasPrefix(d.QualifiedName(), "torch.jit.") {
			return true
		}
	}
	return strings.HasPrefix(module.Text(), "super(")
}

// isHook reports whether a function or lambda is handed to register_forward_hook or the like: to call the module in it would
// never end.
func isHook(function python.Node) bool {
	if registersHook(function) {
		return true
	}
	for n := range function.File().Root().Identifiers(function.Child(python.NameField).Text()) {
		if n.Field() == python.AttributeField {
			n = n.Parent()
		}
		if n.Field() != python.FunctionField && registersHook(n) {
			return true
		}
	}
	return false
}

// registersHook reports whether n stands in the arguments of a call that registers hooks, and in no lambda there.
func registersHook(n python.Node) bool {
	for call := n.Ancestor(python.Call, python.Lambda); call.Kind() == python.Call; call = call.Ancestor(python.Call, python.Lambda) {
		callee := call.Child(python.FunctionField).Text()
		method := callee[strings.LastIndexByte(callee, '.')+1:]
		if strings.HasPrefix(method, "register_") && strings.HasSuffix(method, "hook") && call.Child(python.ArgumentsField).Contains(n) {
			return true
		}
	}
	return false
}

// fix calls the module itself. There is none if a class of the file has its own way to be called, which may lead back here.
func fix(callee, module python.Node) []analysis.SuggestedFix {
	name, _ := strings.CutSuffix(module.QualifiedName(), "()")
	if hasComment := strings.Contains(callee.Text()[module.Stop()-callee.Start():], "#"); hasComment ||
		overridesCall(callee.File().Class(strings.TrimPrefix(name, python.Local)), map[python.Node]bool{}) {
		return nil
	}
	return lint.UnsafeFix("call the module itself", analysis.TextEdit{Pos: module.End(), End: callee.End()})
}

// overridesCall reports whether a class, or one of the file's that it descends from, has one of the entries.
func overridesCall(class python.Node, seen map[python.Node]bool) bool {
	if !class.Exists() || seen[class] {
		return false
	}
	seen[class] = true
	for _, name := range entries {
		if routine.Method(class, name).Exists() {
			return true
		}
	}
	for base := range class.Child(python.SuperclassesField).Children() {
		if overridesCall(class.File().Class(strings.TrimPrefix(base.QualifiedName(), python.Local)), seen) {
			return true
		}
	}
	return false
}
