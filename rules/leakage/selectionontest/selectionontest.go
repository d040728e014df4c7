// Package selectionontest defines the rule selection-on-test.
package selectionontest

import (
	_ "embed"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

//go:embed selectionontest.md
var page string

// Rule reports choices between models that are made on the test part.
var Rule = &lint.Rule{
	ID:         "selection-on-test",
	Severity:   lint.Warning,
	Page:       page,
	Boundaries: []string{"test data"},
	Requires:   []*analysis.Analyzer{python.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	validates := sync.OnceValue(func() bool { return hasValidation(f) })
	for call := range f.All(python.Call) {
		if data := decidingData(call); data.Exists() {
			report(pass, data)
		}
	}
	for branch := range f.All(python.IfStatement) {
		if n := comparesBest(branch); n.Exists() && !validates() {
			report(pass, n)
		}
	}
}

func report(pass *analysis.Pass, at python.Node) {
	pass.ReportRangef(at, "the test part decides which model is kept, so its score is no test any more; decide by a validation part")
}

// decides are callbacks and arguments that choose by what is monitored: when to stop, what to keep.
var decides = pattern.New(`EarlyStopping|ReduceLROnPlateau|save_best_only\s*=\s*True|early_stopping`)

// decidingData returns the test data by which a fit decides, or none.
func decidingData(call python.Node) python.Node {
	callee := call.Child(python.FunctionField)
	if callee.Kind() != python.Attribute || !strings.HasPrefix(callee.Child(python.AttributeField).Text(), "fit") {
		return python.Node{}
	}
	var data python.Node
	deciding := false
	for a := range call.Child(python.ArgumentsField).Children() {
		value := a.Child(python.ValueField)
		switch a.Child(python.NameField).Text() {
		case "validation_data", "eval_set":
			if isTest(value) {
				data = value
			}
		case "callbacks":
			deciding = deciding || decide(value)
		case "early_stopping_rounds":
			deciding = true
		}
	}
	if !deciding {
		return python.Node{}
	}
	return data
}

// isTest reports whether the first name in an expression speaks of test data, and none of validation data.
func isTest(n python.Node) bool {
	test := false
	for part := range n.All(python.Identifier, python.StringContent) {
		switch program.RoleOfName(part.Text()) {
		case program.Test:
			test = true
		case program.Validation:
			return false
		}
	}
	return test || program.RoleOfName(n.Text()) == program.Test && n.Kind() == python.Identifier
}

// decide reports whether a list of callbacks, or one of the values that the names in it stand for, chooses by what is
// monitored.
func decide(callbacks python.Node) bool {
	return slices.ContainsFunc(resolved(callbacks), func(n python.Node) bool { return decides.MatchString(n.Text()) })
}

// resolved returns n, what it and the names in it are bound to, and what the names in that are bound to.
func resolved(n python.Node) []python.Node {
	all, seen := []python.Node{n}, map[python.Node]bool{}
	follow := func(name python.Node) {
		for b := range name.Bindings() {
			if seen[b.Name] { // and so are those behind it
				return
			}
			seen[b.Name] = true
			all = append(all, b.Value)
		}
	}
	follow(n)
	for name := range n.All(python.Identifier) {
		follow(name)
	}
	for _, value := range all[1:] {
		for name := range value.All(python.Identifier) {
			follow(name)
		}
	}
	return all
}

// comparesBest returns the comparison of a test metric with the best one so far, if something is kept by it.
func comparesBest(branch python.Node) python.Node {
	condition := branch.Child(python.ConditionField)
	if condition.Kind() != python.ComparisonOperator {
		return python.Node{}
	}
	best, test := false, false
	for n := range condition.All(python.Identifier) {
		best = best || strings.Contains(strings.ToLower(n.Text()), "best")
		test = test || program.RoleOfName(n.Text()) == program.Test
	}
	if !best || !test || !keeps(branch.Child(python.ConsequenceField)) {
		return python.Node{}
	}
	return condition
}

// keeps reports whether a block saves or copies a model.
func keeps(body python.Node) bool {
	for call := range body.All(python.Call) {
		name := strings.ToLower(call.Child(python.FunctionField).Text())
		if strings.Contains(name, "save") || strings.HasSuffix(name, "deepcopy") || strings.HasSuffix(name, ".dump") {
			return true
		}
	}
	return false
}

// hasValidation reports whether the file has validation data besides: then "test" is but a name.
func hasValidation(f *python.File) bool {
	for n := range f.All(python.Identifier) {
		name := strings.ToLower(n.Text())
		if strings.HasPrefix(name, "val_") || strings.HasPrefix(name, "valid_") || strings.HasSuffix(name, "_val") {
			return true
		}
	}
	return false
}
