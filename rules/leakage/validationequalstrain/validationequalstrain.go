// Package validationequalstrain defines the rule validation-equals-train.
package validationequalstrain

import (
	_ "embed"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/program"
)

//go:embed validationequalstrain.md
var page string

// Rule reports validation on the data that is trained on.
var Rule = &lint.Rule{
	ID:         "validation-equals-train",
	Severity:   lint.Error,
	Page:       page,
	Boundaries: []string{"validation split", "held-out data", "validation monitoring"},
	Requires:   []*analysis.Analyzer{python.Analyzer},
	Run:        run,
}

func run(pass *analysis.Pass) {
	for call := range python.Of(pass).All(python.Call) {
		checkCall(pass, call)
	}
	for assignment := range python.Of(pass).All(python.Assignment) {
		checkAssignment(pass, assignment)
	}
}

func report(pass *analysis.Pass, at python.Node) {
	pass.ReportRangef(at, "validation gets the data that is trained on, so that it can't show overfitting; hold a part back")
}

// pairs are keyword arguments that take the two parts (Keras, transformers, and what follows them).
var pairs = [][2]string{{"train_dataset", "eval_dataset"}, {"train_dataloaders", "val_dataloaders"}, {"x", "validation_data"}}

func checkCall(pass *analysis.Pass, call python.Node) {
	for _, p := range pairs {
		val := argument(call, p[1])
		if !val.Exists() {
			continue
		}
		train := argument(call, p[0])
		if data := firstPositional(call); p[0] == "x" && data.Exists() && isFit(call) {
			train = data
		}
		if isSame(train, val) || isSame(train, first(val)) {
			report(pass, val)
		}
	}
}

func isFit(call python.Node) bool {
	return call.Child(python.FunctionField).Child(python.AttributeField).Text() == "fit"
}

// argument returns the value of a keyword argument, or none.
func argument(call python.Node, name string) (value python.Node) {
	for a := range call.Child(python.ArgumentsField).Children() {
		if a.Kind() == python.KeywordArgument && a.Child(python.NameField).Text() == name {
			value = a.Child(python.ValueField)
		}
	}
	return value
}

// firstPositional returns the first argument that is given by its place, or none.
func firstPositional(call python.Node) python.Node {
	for a := range call.Child(python.ArgumentsField).Children() {
		if a.Kind() != python.KeywordArgument {
			return a
		}
	}
	return python.Node{}
}

// first returns the first element of a tuple or list.
func first(n python.Node) python.Node {
	if n.Is(python.Tuple, python.List) {
		return n.FirstChild()
	}
	return python.Node{}
}

// isSame reports whether two expressions are the same name, written alike.
func isSame(a, b python.Node) bool {
	return a.Is(python.Identifier, python.Attribute, python.Subscript) && b.Kind() == a.Kind() && a.Text() == b.Text()
}

// checkAssignment reports val_loader = train_loader.
func checkAssignment(pass *analysis.Pass, n python.Node) {
	left, right := n.Child(python.LeftField), n.Child(python.RightField)
	if !left.Is(python.Identifier, python.Attribute) || !right.Is(python.Identifier, python.Attribute) || !speaksOfData(left) {
		return
	}
	held := program.RoleOfName(lastName(left)) != "" && program.RoleOfName(lastName(right)) == ""
	if held && strings.HasPrefix(strings.ToLower(lastName(right)), "train") && speaksOfData(right) {
		report(pass, right)
	}
}

func lastName(n python.Node) string {
	if n.Kind() == python.Attribute {
		return n.Child(python.AttributeField).Text()
	}
	return n.Text()
}

// speaksOfData reports whether a name is one of a data set or loader.
func speaksOfData(n python.Node) bool {
	name := strings.ToLower(lastName(n))
	return strings.Contains(name, "load") || strings.Contains(name, "data") || strings.HasSuffix(name, "set") || strings.HasSuffix(name, "_ds") || strings.HasSuffix(name, "_dl")
}
