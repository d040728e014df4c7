// Package forwardcalled defines the rule forward-called.
package forwardcalled

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed forwardcalled.md
var page string

// Rule reports calls of forward on a module, past its hooks.
var Rule = &lint.Rule{
	ID:       "forward-called",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	hooks := sync.OnceValue(func() map[string]bool { return hooksOf(f) })
	for call := range f.All(python.Call) {
		callee := call.Child(python.FunctionField)
		if callee.Child(python.AttributeField).Text() != "forward" {
			continue
		}
		module := callee.Child(python.ObjectField)
		if kindOf(module) != notModule && !isOverride(call, module, hooks) {
			pass.Report(analysis.Diagnostic{
				Pos: callee.Pos(), End: callee.End(),
				Message:        fmt.Sprintf("forward() skips the module's hooks; call %s(…) itself", module.Text()),
				SuggestedFixes: fix(callee, module),
			})
		}
	}
}

// entries are the methods by which a module that is called comes to its forward.
var entries = []string{"__call__", "_call_impl", "_wrapped_call_impl", "_slow_forward"}

// isOverride reports whether a call is part of how modules work: of a base class, in __call__, a hook or a function of
// autograd, or compiled by TorchScript.
func isOverride(call, module python.Node, hooks func() map[string]bool) bool {
	function := call.Function()
	first := call.Child(python.ArgumentsField).FirstChild().Text()
	name := function.Child(python.NameField).Text()
	switch {
	case slices.Contains(entries, name), first == "ctx", first == "self", registersHook(function), name != "" && hooks()[name]:
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
		if class.File().Routine(class.QualName() + "." + name).Exists() {
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
