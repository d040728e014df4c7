// Package mutableclassattr defines the rule mutable-class-attr.
package mutableclassattr

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed mutableclassattr.md
var page string

// Options are what a project may set.
type Options struct {
	Classes string `yaml:"classes"` // which classes to look at: config, or all
}

// Rule reports attributes of configuration classes that are mutable and shared by all instances.
var Rule = &lint.Rule{
	ID:        "mutable-class-attr",
	Severity:  lint.Warning,
	Craft:     true,
	Noqa:      []string{"RUF012", "mutable-class-default"},
	Page:      page,
	Enforces:  []match.Pattern{match.Avoid("use", "mutable default")},
	Options:   Options{Classes: "config"},
	AnyPython: true,
	Requires:  []*analysis.Analyzer{python.Analyzer},
	Run:       run,
}

var configClass = pattern.New(`(?:Config|Configuration|Args|Arguments|Params|Parameters|Settings|Options|HParams|Hyperparameters)$`)

func run(pass *analysis.Pass) {
	all := lint.Options[Options](pass).Classes == "all"
	for class := range python.Of(pass).All(python.ClassDefinition) {
		isConfig := configClass.MatchString(class.Child(python.NameField).Text()) && isPlain(class, map[python.Node]bool{})
		if (all || isConfig) && !makesFields(class, map[python.Node]bool{}) && !configures(class) {
			check(pass, class)
		}
	}
}

func check(pass *analysis.Pass, class python.Node) {
	isData := isDataclass(class)
	shared := map[string]bool{} // declared with ClassVar
	for statement := range class.Child(python.BodyField).Children() {
		assignment := statement.FirstChild()
		if assignment.Kind() != python.Assignment {
			continue
		}
		name, annotation := assignment.Child(python.LeftField), assignment.Child(python.TypeField)
		value := mutability.Unparenthesized(assignment.Child(python.RightField))
		if isDeclared(annotation) || isData && annotation.Exists() { // a field is not shared
			shared[name.Text()] = true
			continue
		}
		promised := mutability.Annotation{}.Promises(annotation)
		if mutability.Holds(value) && !promised && !shared[name.Text()] && !slices.Contains(special, name.Text()) {
			pass.ReportRangef(value, "all instances of %s share %s, the value of %q; set it in __init__, or annotate it with ClassVar",
				class.Child(python.NameField).Text(), mutability.Short(value.Text()), name.Text())
		}
	}
}

// special are attributes that Python or ctypes reads from the class.
var special = []string{"__slots__", "__dict__", "__weakref__", "__annotations__", "__match_args__", "_fields_", "_anonymous_"}

// isDeclared reports whether an annotation says that the attribute is the class's, or that nothing changes it.
func isDeclared(annotation python.Node) bool {
	generic, _ := mutability.Generic(annotation)
	name := generic.QualifiedName()
	return name == "typing.ClassVar" || name == "typing.Final" || name == "typing_extensions.Final"
}

// isPlain reports whether all that a class descends from is in its file: classes of a framework, or of another file that may descend
// from one, read attributes as they please. It looks at no class that has been seen.
func isPlain(class python.Node, seen map[python.Node]bool) bool {
	if seen[class] || len(seen) == maxBases {
		return true
	}
	seen[class] = true
	for base := range bases(class) {
		if name := base.QualifiedName(); name != "builtins.object" && !strings.HasPrefix(name, python.Local) {
			return false
		}
		for b := range base.Bindings() {
			if b.Kind == python.Defined && b.Value.Kind() == python.ClassDefinition && !isPlain(b.Value, seen) {
				return false
			}
		}
	}
	return true
}

// maxBases is how many classes of a file are looked at to tell what one of them descends from.
const maxBases = 100

// isDataclass reports whether a decorator turns what is annotated in a class into fields.
func isDataclass(class python.Node) bool {
	for decorator := range class.Decorators() {
		name := strings.TrimSuffix(decorator.QualifiedName(), "()")
		if strings.HasSuffix(name, "dataclass") || strings.HasPrefix(name, "attr.") || strings.HasPrefix(name, "attrs.") {
			return true
		}
	}
	return false
}

// makesFields reports whether a class descends from one that turns attributes into fields and copies their values: from
// pydantic, msgspec or SQLModel. Members of an enumeration are not shared either. It looks at no class that has been seen.
func makesFields(class python.Node, seen map[python.Node]bool) bool {
	if seen[class] || len(seen) == maxBases {
		return false
	}
	seen[class] = true
	for base := range bases(class) {
		module, _, _ := strings.Cut(base.QualifiedName(), ".")
		if slices.Contains([]string{"pydantic", "pydantic_settings", "msgspec", "sqlmodel", "enum"}, module) {
			return true
		}
		for b := range base.Bindings() {
			if b.Kind == python.Defined && b.Value.Kind() == python.ClassDefinition && makesFields(b.Value, seen) {
				return true
			}
		}
	}
	return false
}

// configures reports whether a class holds the settings of the one that it stands in, which reads its attributes itself:
// pydantic's class Config, Django's class Meta.
func configures(class python.Node) bool {
	around := class.Class()
	return around.Exists() && (!isPlain(around, map[python.Node]bool{}) || makesFields(around, map[python.Node]bool{}))
}

// bases yields the expressions that name what a class extends.
func bases(class python.Node) func(yield func(python.Node) bool) {
	return func(yield func(python.Node) bool) {
		for base := range class.Child(python.SuperclassesField).Children() {
			if base.Kind() != python.KeywordArgument && !yield(base) {
				return
			}
		}
	}
}
