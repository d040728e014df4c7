// Package savewholemodule defines the rule save-whole-module.
package savewholemodule

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed savewholemodule.md
var page string

// Rule reports pickled modules.
var Rule = &lint.Rule{
	ID:       "save-whole-module",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	file := python.Of(pass)
	for call := range file.All(python.Call) {
		if call.Child(python.FunctionField).QualifiedName() != "torch.save" {
			continue
		}
		if object := call.Child(python.ArgumentsField).FirstChild(); isModule(object) {
			pass.Report(analysis.Diagnostic{
				Pos: object.Pos(), End: object.End(),
				Message:        "torch.save pickles all of " + object.Text() + ", which ties the file to this code; save its state_dict()",
				SuggestedFixes: lint.UnsafeFix("save the state_dict", analysis.TextEdit{Pos: object.End(), End: object.End(), NewText: []byte(".state_dict()")}),
			})
		}
	}
}

// isModule reports whether an expression is an instance of torch.nn.Module: its class says so, or what is done with it.
func isModule(object python.Node) bool {
	if !object.Is(python.Identifier, python.Attribute) {
		return false
	}
	name := object.QualifiedName()
	if class, ok := strings.CutSuffix(name, "()"); ok && (isModuleClass(object.File(), class)) {
		return true
	}
	text := strings.TrimSuffix(object.Text(), ".module")
	for method := range object.Function().All(python.Attribute) {
		if method.Child(python.ObjectField).Text() == text && slices.Contains(methods, method.Child(python.AttributeField).Text()) {
			return true
		}
	}
	return false
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
