// Package savewholemodule defines the rule save-whole-module.
package savewholemodule

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed savewholemodule.md
var page string

// Rule reports pickled modules.
var Rule = &lint.Rule{
	ID:       "save-whole-module",
	Severity: lint.Warning,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("persist", "state dict"), match.Avoid("persist", "whole model")},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	file := python.Of(pass)
	owners := sync.OnceValue(func() map[owner]bool { return ownersIn(file) })
	for call := range file.All(python.Call) {
		if call.Child(python.FunctionField).QualifiedName() != "torch.save" {
			continue
		}
		for _, object := range saved(call.Child(python.ArgumentsField).FirstChild()) {
			if isModule(object, owners) {
				report(pass, object)
			}
		}
	}
}

// saved are what a call writes that is given an expression: that, or the values of a dictionary.
func saved(object python.Node) []python.Node {
	if object.Kind() == python.Identifier {
		for b := range object.Bindings() {
			if b.Kind == python.Assigned && b.Value.Kind() == python.Dictionary {
				object = b.Value
			}
		}
	}
	if object.Kind() != python.Dictionary {
		return []python.Node{object}
	}
	var all []python.Node
	for pair := range object.Children() {
		if value := pair.Child(python.ValueField); value.Exists() {
			all = append(all, value)
		}
	}
	return all
}

func report(pass *analysis.Pass, object python.Node) {
	pass.Report(analysis.Diagnostic{
		Pos: object.Pos(), End: object.End(),
		Message:        "torch.save pickles all of " + object.Text() + ", which ties the file to this code; save its state_dict()",
		SuggestedFixes: lint.UnsafeFix("save the state_dict", analysis.TextEdit{Pos: object.End(), End: object.End(), NewText: []byte(".state_dict()")}),
	})
}

// isModule reports whether an expression is an instance of torch.nn.Module: its class says so, or what is done with it.
func isModule(object python.Node, owners func() map[owner]bool) bool {
	if !object.Is(python.Identifier, python.Attribute) {
		return false
	}
	name := object.QualifiedName()
	if class, ok := strings.CutSuffix(name, "()"); ok && (isModuleClass(object.File(), class)) {
		return true
	}
	return owners()[owner{object.Function(), strings.TrimSuffix(object.Text(), ".module")}]
}

// An owner is an expression whose methods are those of a module, somewhere in a function.
type owner struct {
	function python.Node // or module, or lambda
	text     string
}

// ownersIn returns all of a file.
func ownersIn(file *python.File) map[owner]bool {
	owners := map[owner]bool{}
	for method := range file.All(python.Attribute) {
		if !slices.Contains(methods, method.Child(python.AttributeField).Text()) {
			continue
		}
		for around := method.Parent(); around.Exists(); around = around.Parent() {
			if around.Is(python.FunctionDefinition, python.Lambda, python.Module) {
				owners[owner{around, method.Child(python.ObjectField).Text()}] = true
			}
		}
	}
	return owners
}

// methods are those of torch.nn.Module that neither tensors nor dictionaries have.
var methods = []string{"parameters", "named_parameters", "state_dict", "train", "eval", "zero_grad", "modules", "children"}

// isModuleClass reports whether a class is one of torch's modules, or descends from them in this file.
func isModuleClass(file *python.File, class string) bool {
	if strings.HasPrefix(class, "torch.nn.") || strings.HasPrefix(class, "torchvision.models.") {
		return true
	}
	local, isLocal := strings.CutPrefix(class, python.Local)
	if !isLocal {
		return false
	}
	for base := range file.Class(local).Child(python.SuperclassesField).Children() {
		if base.QualifiedName() == "torch.nn.Module" {
			return true
		}
	}
	return false
}
