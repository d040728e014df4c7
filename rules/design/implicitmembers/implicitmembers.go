// Package implicitmembers defines the rule implicit-members.
package implicitmembers

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/routine"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed implicitmembers.md
var page string

// Rule reports what Python adds to a class or module unasked.
var Rule = &lint.Rule{
	ID:        "implicit-members",
	Severity:  lint.Note,
	Fix:       lint.MixedFixes,
	Noqa:      []string{"PLW1641", "F403", "eq-without-hash", "undefined-local-with-import-star", "W1641", "W0401", "wildcard-import"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "generated member")},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	for class := range f.All(python.ClassDefinition) {
		checkEquality(pass, class)
		checkDataclass(pass, class)
		if class.Child(python.SuperclassesField).FirstChild().Exists() {
			continue // what is inherited may need these
		}
		checkForwarding(pass, class)
		checkFinalizer(pass, class)
	}
	checkStars(pass, f)
}

// checkEquality reports __eq__ without __hash__: Python then sets __hash__ to None
// (https://docs.python.org/3/reference/datamodel.html#object.__hash__).
func checkEquality(pass *analysis.Pass, class python.Node) {
	eq := routine.Method(class, "__eq__")
	if !eq.Exists() || binds(class, "__hash__") || isTuple(class) ||
		routine.HasDecorator(class, "dataclass", "define", "frozen", "attrs", "s") || isConditional(eq) {
		return
	}
	name := eq.Child(python.NameField)
	pass.Report(analysis.Diagnostic{
		Pos: name.Pos(), End: name.End(),
		Message:        "a class with __eq__ and no __hash__ is unhashable: no instance can be in a set or a dict key",
		SuggestedFixes: sayUnhashable(class, eq),
	})
}

// isConditional reports whether a method is defined under a decorator, so that its lines can't be told from others.
func isConditional(method python.Node) bool {
	return method.Parent().Kind() == python.DecoratedDefinition
}

// binds reports whether the body of a class, inside an if or the like too, speaks of a name of its own.
func binds(class python.Node, name string) bool {
	for n := range class.Child(python.BodyField).Identifiers(name) {
		if n.Field() != python.AttributeField && n.Class() == class {
			return true
		}
	}
	return false
}

// isTuple reports whether a class is a typing.NamedTuple, which keeps the hash of a tuple.
func isTuple(class python.Node) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		if base.QualifiedName() == "typing.NamedTuple" {
			return true
		}
	}
	return false
}

// modules are the bases whose objects torch keeps in sets.
var modules = []string{"torch.nn.Module", "torch.nn.modules.module.Module", "lightning.LightningModule", "pytorch_lightning.LightningModule"}

// checkDataclass reports a dataclass that is a torch module: the __eq__ that it gets makes it unhashable, and torch keeps
// modules in sets (torch.nn.Module.named_modules). eq=False and unsafe_hash=True prevent that.
func checkDataclass(pass *analysis.Pass, class python.Node) {
	if !isModule(class) || routine.Method(class, "__hash__").Exists() {
		return
	}
	for d := range class.Decorators() {
		name, arguments := d, ""
		if d.Kind() == python.Call {
			name, arguments = d.Child(python.FunctionField), d.Child(python.ArgumentsField).Text()
		}
		if name.QualifiedName() == "dataclasses.dataclass" && !strings.Contains(arguments, "eq=False") && !strings.Contains(arguments, "unsafe_hash=True") {
			lint.Reportf(pass, d, lint.Error, "@dataclass gives this module __eq__ but no __hash__: parameters() raises TypeError; use eq=False")
		}
	}
}

func isModule(class python.Node) bool {
	for base := range class.Child(python.SuperclassesField).Children() {
		if slices.Contains(modules, base.QualifiedName()) {
			return true
		}
	}
	return false
}

// checkForwarding reports a __getattr__ that hands on every name.
func checkForwarding(pass *analysis.Pass, class python.Node) {
	getattr := routine.Method(class, "__getattr__")
	body := routine.Body(getattr)
	if len(body) != 1 || body[0].Kind() != python.ReturnStatement {
		return
	}
	call := body[0].FirstChild()
	if call.Child(python.FunctionField).Text() == "getattr" && call.Child(python.ArgumentsField).FirstChild().Kind() == python.Attribute {
		lint.Reportf(pass, getattr.Child(python.NameField), lint.Note,
			"every attribute of %s is one of this class, too, including misspelled names", call.Child(python.ArgumentsField).FirstChild().Text())
	}
}

// checkFinalizer reports clean-up in __del__, which may run late or never.
func checkFinalizer(pass *analysis.Pass, class python.Node) {
	if del := routine.Method(class, "__del__"); del.Exists() && !routine.IsStub(routine.Body(del)) {
		lint.Reportf(pass, del.Child(python.NameField), lint.Note, "__del__ runs at an arbitrary time, or never; clean up in close or __exit__")
	}
}

// checkStars reports from … import *, but where a package gathers its modules' names.
func checkStars(pass *analysis.Pass, f *python.File) {
	if strings.HasSuffix(f.Source.Path, "__init__.py") {
		return
	}
	for star := range f.All(python.WildcardImport) {
		pass.ReportRangef(star, "this import hides which names it adds, and which of the file's own names it replaces")
	}
}
