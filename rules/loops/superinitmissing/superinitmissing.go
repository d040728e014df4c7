// Package superinitmissing defines the rule super-init-missing.
package superinitmissing

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed superinitmissing.md
var page string

// Rule reports modules of PyTorch whose __init__ does not call that of their base.
var Rule = &lint.Rule{
	ID:       "super-init-missing",
	Severity: lint.Error,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	for class := range python.Of(pass).All(python.ClassDefinition) {
		init := method(class, "__init__")
		if !init.Exists() || !isModule(class, nil) || callsInit(class) || isRefusal(init) {
			continue
		}
		pass.Report(analysis.Diagnostic{
			Pos: init.Child(python.NameField).Pos(), End: init.Child(python.NameField).End(),
			Message:        "__init__ of " + class.Child(python.NameField).Text() + " does not call super().__init__(): assigning a layer or parameter to it fails",
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

// isModule reports whether a class descends from torch.nn.Module or a layer, through classes of the file; seen are those
// below it.
func isModule(class python.Node, seen []python.Node) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		if isModuleName(base.QualifiedName()) {
			return true
		}
		for other := range class.File().All(python.ClassDefinition) {
			isBase := base.QualifiedName() == python.Local+other.QualName() && other != class && !slices.Contains(seen, other)
			if isBase && isModule(other, append(seen, class)) {
				return true
			}
		}
	}
	return false
}

// isModuleName reports whether a name is of a class in torch.nn.
func isModuleName(name string) bool {
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
			analysis.TextEdit{Pos: statement.Pos(), End: statement.Pos(), NewText: []byte("super().__init__()\n" + indent)})
	}
	return nil
}

// indentation returns what stands before a statement on its line, and whether that is nothing but blanks.
func indentation(statement python.Node) (string, bool) {
	src, offset := statement.File().Source, int(statement.Pos())-statement.File().Base
	before := string(src.Text[src.LineStart(src.Position(offset).Line):offset])
	return before, strings.TrimLeft(before, " \t") == ""
}
