// Package paddinginlabels defines the rule padding-in-labels.
package paddinginlabels

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed paddinginlabels.md
var page string

// Rule reports labels of a language model that are its padded input.
var Rule = &lint.Rule{
	ID:       "padding-in-labels",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	file := python.Of(pass)
	if text := string(file.Text()); !containsAny(text, trains) || containsAny(strings.ToLower(text), masks) || usesOwnCollator(file) {
		return
	}
	for n := range file.All(python.Assignment, python.Pair) {
		key, labels := n.Child(python.KeyField), n.Child(python.ValueField)
		if n.Is(python.Assignment) {
			key, labels = n.Child(python.LeftField), n.Child(python.RightField)
			if !key.Is(python.Subscript) {
				continue
			}
			key = key.Child(python.SubscriptField)
		}
		if isText(key, "labels") && isPadded(inputOf(labels), n) {
			pass.ReportRangef(labels, "the padding is learned, too, with these labels; set the labels of padding tokens to -100")
		}
	}
}

// trains are what shows that a model is trained in a file, so that what makes batches is there, too.
var trains = []string{"Trainer(", ".backward("}

// masks are what shows that padding is left out of the loss: https://huggingface.co/docs/transformers/main_classes/data_collator.
// So does a loss of each token, which is weighted.
var masks = []string{"-100", "ignore_index", "forlanguagemodeling", "completiononly", "sfttrainer", `reduction="none"`, "reduction='none'"}

// usesOwnCollator reports whether batches are made by what another file of the project has: that may set labels.
func usesOwnCollator(file *python.File) bool {
	for argument := range file.All(python.KeywordArgument) {
		if name := argument.Child(python.NameField).Text(); name != "data_collator" && name != "collate_fn" {
			continue
		}
		owner, _, isMember := strings.Cut(argument.Child(python.ValueField).QualifiedName(), ".")
		if isMember && owner != "transformers" && owner != "~" && owner != "builtins" {
			return true
		}
	}
	return false
}

func containsAny(text string, words []string) bool {
	return slices.ContainsFunc(words, func(word string) bool { return strings.Contains(text, word) })
}

func isText(n python.Node, text string) bool {
	return n.Is(python.String) && strings.Trim(n.Text(), `"'`) == text
}

// inputOf is what a copy of the numbers of the tokens is taken of, as in batch["input_ids"].clone(); none if it is something else.
func inputOf(n python.Node) python.Node {
	for n.Is(python.Call) {
		callee := n.Child(python.FunctionField)
		switch callee.Child(python.AttributeField).Text() {
		case "copy", "clone", "detach":
			n = callee.Child(python.ObjectField)
		default:
			if callee.Text() != "list" && callee.QualifiedName() != "copy.deepcopy" {
				return python.Node{}
			}
			n = n.Child(python.ArgumentsField).FirstChild()
		}
	}
	if n.Is(python.Subscript) && isText(n.Child(python.SubscriptField), "input_ids") {
		return n.Child(python.ValueField)
	}
	if n.Is(python.Attribute) && n.Child(python.AttributeField).Text() == "input_ids" {
		return n.Child(python.ObjectField)
	}
	return python.Node{}
}

// isPadded reports whether a name is of what a tokenizer has padded, in the function in which it is used.
func isPadded(name, at python.Node) bool {
	scope := at.Function()
	if !name.Is(python.Identifier) || !scope.Exists() {
		return false
	}
	for made := range scope.All(python.Assignment) {
		if made.Child(python.LeftField).Text() != name.Text() {
			continue
		}
		for argument := range made.Child(python.RightField).Child(python.ArgumentsField).Children() {
			value := argument.Child(python.ValueField)
			if argument.Is(python.KeywordArgument) && argument.Child(python.NameField).Text() == "padding" {
				return value.Is(python.True) || isText(value, "max_length") || isText(value, "longest")
			}
		}
	}
	return false
}
