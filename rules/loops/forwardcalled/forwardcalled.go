// Package forwardcalled defines the rule forward-called.
package forwardcalled

import (
	_ "embed"
	"fmt"
	"strings"

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
		if known := kindOf(module); known != notModule && !isOverride(call, module) {
			pass.Report(analysis.Diagnostic{
				Pos: callee.Pos(), End: callee.End(),
				Message:        fmt.Sprintf("forward() runs no hooks of the module; call %s(…) itself", module.Text()),
				SuggestedFixes: fix(callee, module, known),
			})
		}
	}
}

// isOverride reports whether a call is part of how modules work: of a base class, in __call__ or a function of autograd, or
// compiled by TorchScript.
func isOverride(call, module python.Node) bool {
	function := call.Function()
	first := call.Child(python.ArgumentsField).FirstChild().Text()
	if name := function.Child(python.NameField).Text(); name == "__call__" || first == "ctx" || first == "self" {
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

// fix calls the module itself, which is safe for what is known to be one.
func fix(callee, module python.Node, known kind) []analysis.SuggestedFix {
	edit := analysis.TextEdit{Pos: module.End(), End: callee.End()}
	if known == isModule {
		return lint.SafeFix("call the module itself", edit)
	}
	return lint.UnsafeFix("call the module itself", edit)
}
