// Package superinitmissing defines the rule super-init-missing.
package superinitmissing

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed superinitmissing.md
var page string

// Rule reports modules of PyTorch whose __init__ does not call that of their base.
var Rule = &lint.Rule{
	ID:       "super-init-missing",
	Severity: lint.Error,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Enforces: []match.Pattern{match.Do("call", "super init")},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	modules := sync.OnceValue(func() map[string]bool { return modulesOf(f) })
	for class := range f.All(python.ClassDefinition) {
		init := method(class, "__init__")
		if !init.Exists() || callsInit(class) || isRefusal(init) || routine.IsStub(routine.Body(init)) || !isModule(class, modules()) {
			continue
		}
		pass.Report(analysis.Diagnostic{
			Pos: init.Child(python.NameField).Pos(), End: init.Child(python.NameField).End(),
			Message:        "__init__ of " + class.Child(python.NameField).Text() + " does not call super().__init__(): assigning a layer or parameter fails",
			SuggestedFixes: fix(class, init),
		})
	}
}

// method returns the definition of a method in the body of a class, or none.
func method(class python.Node, name string) python.Node {
	for n := range class.Child(python.BodyField).Children() {
		if n.Kind() == python.DecoratedDefinition {
			n = n.Child(python.DefinitionField)
		}
		if n.Kind() == python.FunctionDefinition && n.Child(python.NameField).Text() == name {
			return n
		}
	}
	return python.Node{}
}

// isModule reports whether a class descends from torch.nn.Module or a layer, itself or through one of the file's modules.
func isModule(class python.Node, modules map[string]bool) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		if name := base.QualifiedName(); isModuleName(name) || modules[name] {
			return true
		}
	}
	return false
}

// modulesOf returns the qualified names of a file's classes that descend from torch.nn.Module or a layer.
func modulesOf(f *python.File) map[string]bool {
	modules := map[string]bool{}
	heirs := map[string][]string{} // by base
	var found []string
	for class := range f.All(python.ClassDefinition) {
		name := python.Local + class.QualName()
		for base := range class.Child(python.SuperclassesField).Children() {
			heirs[base.QualifiedName()] = append(heirs[base.QualifiedName()], name)
		}
		if isModule(class, nil) {
			found = append(found, name)
		}
	}
	for len(found) > 0 {
		last := found[len(found)-1]
		found = found[:len(found)-1]
		if !modules[last] {
			modules[last] = true
			found = append(found, heirs[last]...)
		}
	}
	return modules
}

// isModuleName reports whether a name is of a class in torch.nn, or of a base class of networks that has to be initialised as that has.
func isModuleName(name string) bool {
	switch name {
	case "lightning.LightningModule", "lightning.pytorch.LightningModule", "pytorch_lightning.LightningModule",
		"keras.Model", "keras.layers.Layer", "tensorflow.keras.Model", "tensorflow.keras.layers.Layer":
		return true
	}
	rest, ok := strings.CutPrefix(name, "torch.nn.")
	return ok && !strings.ContainsAny(strings.TrimPrefix(rest, "modules."), ".(")
}

// callsInit reports whether anything in a class calls an __init__: a helper that __init__ uses may do so.
func callsInit(class python.Node) bool {
	for call := range class.All(python.Call) {
		if call.Child(python.FunctionField).Child(python.AttributeField).Text() == "__init__" {
			return true
		}
	}
	return false
}

// isRefusal reports whether a body raises in its first statement: the class is not meant to be made.
func isRefusal(init python.Node) bool {
	for statement := range init.Child(python.BodyField).Children() {
		if !isDocstring(statement) {
			return statement.Kind() == python.RaiseStatement
		}
	}
	return false
}

func isDocstring(statement python.Node) bool {
	return statement.Kind() == python.ExpressionStatement && statement.FirstChild().Is(python.String, python.ConcatenatedString)
}

// fix calls super().__init__() first. With several bases that may lack arguments, so there is none.
func fix(class, init python.Node) []analysis.SuggestedFix {
	bases := slices.Collect(class.Child(python.SuperclassesField).Children())
	for statement := range init.Child(python.BodyField).Children() {
		if isDocstring(statement) {
			continue
		}
		indent, alone := indentation(statement)
		if len(bases) != 1 || !alone {
			return nil
		}
		return lint.UnsafeFix("call super().__init__() first",
			analysis.TextEdit{Pos: statement.Pos(), End: statement.Pos(), NewText: []byte("super().__init__()" + init.File().LineEnd() + indent)})
	}
	return nil
}

// indentation returns what stands before a statement on its line, and whether that is nothing but blanks.
func indentation(statement python.Node) (string, bool) {
	src, offset := statement.File().Source, int(statement.Pos())-statement.File().Base
	before := string(src.Text[src.LineStart(src.Position(offset).Line):offset])
	return before, strings.TrimLeft(before, " \t") == ""
}
