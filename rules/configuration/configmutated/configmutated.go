// Package configmutated defines the rule config-mutated.
package configmutated

import (
	_ "embed"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/mutability"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/policy/match"
)

//go:embed configmutated.md
var page string

// Rule reports functions that change a configuration that others hold, too.
var Rule = &lint.Rule{
	ID:       "config-mutated",
	Severity: lint.Note,
	Craft:    true,
	Page:     page,
	Enforces: []match.Pattern{
		match.Avoid("mutate", "configuration"),
		match.Avoid("modify", "plain configuration"),
	},
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

var (
	configName = pattern.New(`(?i)^(?:\w+_)?(?:config|cfg|conf|hparams|hyper_?params|hyper_?parameters|settings|defaults?)$`)
	// changer matches functions whose name says that they change what they are handed.
	changer = pattern.New(`(?i)update|set|merge|overrid|overwrit|parse|add|fill|resolve|convert|patch|normali[sz]e|register|process|` +
		`prepare|final|fix|migrat|upgrade|expand|adjust|modif|remove|delete|del_|replace|insert|inject|rename|clean|apply|append|` +
		`pop|init_config|infer|complete|sync|inplace|mutate|extend|freeze|load|augment|substitut|strip|drop|filter|sanitize|copy|^from_`) // from_config is handed a dict to take apart, by Keras
)

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	for function := range f.All(python.FunctionDefinition) {
		if changer.MatchString(function.Child(python.NameField).Text()) {
			continue
		}
		for param := range function.Child(python.ParametersField).Children() {
			name := param.ParameterName()
			isOwn := param.Token(python.DictionarySplatPattern).Exists() || param.Kind() == python.DictionarySplatPattern // **config is a dict of the call's own
			if !isOwn && configName.MatchString(name.Text()) {
				checkParameter(pass, function, name)
			}
		}
	}
	for assignment := range f.All(python.Assignment) {
		if name := assignment.Child(python.LeftField); isModuleConfig(assignment) {
			checkModule(pass, name)
		}
	}
}

// checkParameter reports the first change of a configuration that a caller handed in, unless it gets it back.
func checkParameter(pass *analysis.Pass, function, name python.Node) {
	body := function.Child(python.BodyField)
	for use := range mutability.Uses(name, body) {
		if use.Parent().Is(python.ReturnStatement, python.ExpressionList) {
			return
		}
	}
	for change := range mutability.Changes(name, body) {
		pass.ReportRangef(change, "%s changes %q, which belongs to its caller; copy it first, or return the changed copy",
			function.Child(python.NameField).Text(), name.Text())
		return
	}
}

// isModuleConfig reports whether an assignment gives a module its configuration, as a literal.
func isModuleConfig(assignment python.Node) bool {
	name := assignment.Child(python.LeftField)
	return name.Kind() == python.Identifier && mutability.IsMutable(assignment.Child(python.RightField)) &&
		configName.MatchString(name.Text()) && name.Function().Kind() == python.Module && !name.Class().Exists()
}

// checkModule reports the functions that change the configuration of their module, each once.
func checkModule(pass *analysis.Pass, name python.Node) {
	reported := map[python.Node]bool{}
	for change := range mutability.Changes(name, name.File().Root()) {
		function := change.Function()
		if function.Kind() != python.FunctionDefinition || reported[function] || changer.MatchString(function.Child(python.NameField).Text()) {
			continue
		}
		reported[function] = true
		pass.ReportRangef(change, "%s changes %q, the module-level configuration; copy it first",
			function.Child(python.NameField).Text(), name.Text())
	}
}
