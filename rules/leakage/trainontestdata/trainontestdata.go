// Package trainontestdata defines the rule train-on-test-data.
package trainontestdata

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
	"github.com/agentlint/agentlint/program/flow"
)

//go:embed trainontestdata.md
var page string

// Rule reports models that are trained on the test part.
var Rule = &lint.Rule{
	ID:         "train-on-test-data",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"train on test data", "test data"},
	Requires:   []*analysis.Analyzer{python.Analyzer, flow.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for _, leak := range flow.Of(pass) {
		if leak.Kind == flow.TrainOnTest {
			report(pass, leak.At, leak.ByName)
		}
	}
	for loop := range python.Of(pass).All(python.ForStatement) {
		data := loop.Child(python.RightField)
		if name, ok := testData(data); ok && trains(loop.Child(python.BodyField)) && !onPurpose(loop) {
			report(pass, data, !holdsTest(name))
		}
	}
}

func report(pass *analysis.Pass, at python.Node, byName bool) {
	severity := lint.Error
	if byName {
		severity = lint.Warning
	}
	lint.Reportf(pass, at, severity, "the model is trained on the test part; train on the training part and keep this one for the end")
}

// testData returns the name in what a loop goes over that speaks of test data.
func testData(over python.Node) (python.Node, bool) {
	if over.Kind() == python.Identifier && program.RoleOfName(over.Text()) == program.Test {
		return over, true
	}
	for n := range over.All(python.Identifier) {
		if program.RoleOfName(n.Text()) == program.Test && n.Field() != python.NameField {
			return n, true
		}
	}
	return python.Node{}, false
}

// trains reports whether a loop's body itself computes gradients and steps an optimizer.
func trains(body python.Node) bool {
	found := map[string]bool{}
	for call := range body.All(python.Call) {
		if callee := call.Child(python.FunctionField); callee.Kind() == python.Attribute {
			found[callee.Child(python.AttributeField).Text()] = true
		}
	}
	return found["backward"] && found["step"]
}

// purposes are words in names of functions that train on test inputs because that is what they are about.
var purposes = []string{"test_time", "adapt", "ttt", "attack", "adv", "tta", "perturb"}

func onPurpose(loop python.Node) bool {
	for f := loop.Function(); f.Exists(); f = f.Parent().Ancestor(python.FunctionDefinition) {
		name := strings.ToLower(f.Child(python.NameField).Text())
		if slices.ContainsFunc(purposes, func(p string) bool { return strings.Contains(name, p) }) {
			return true
		}
	}
	return false
}

// holdsTest reports whether a name is bound to what the test split of a data set is asked for in.
func holdsTest(name python.Node) bool {
	for b := range name.Bindings() {
		text := b.Value.Text()
		if strings.Contains(text, "train=False") || strings.Contains(text, `"test"`) || strings.Contains(text, `'test'`) {
			return true
		}
	}
	return false
}
