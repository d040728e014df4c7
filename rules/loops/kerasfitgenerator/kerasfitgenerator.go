// Package kerasfitgenerator defines the rule keras-fit-generator.
package kerasfitgenerator

import (
	_ "embed"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/python"
)

//go:embed kerasfitgenerator.md
var page string

// Rule reports calls of the methods for generators that Keras has dropped.
var Rule = &lint.Rule{
	ID:       "keras-fit-generator",
	Severity: lint.Note,
	Fix:      lint.UnsafeFixes,
	Page:     page,
	Requires: []*analysis.Analyzer{python.Analyzer},
	Run:      run,
}

// successors are the methods that took over, by name (https://keras.io/api/models/model_training_apis/).
var successors = map[string]string{"fit_generator": "fit", "evaluate_generator": "evaluate", "predict_generator": "predict"}

func run(pass *analysis.Pass) {
	f := python.Of(pass)
	if !usesKeras(f) {
		return
	}
	for call := range f.All(python.Call) {
		name := call.Child(python.FunctionField).Child(python.AttributeField)
		if successor := successors[name.Text()]; successor != "" && !strings.HasPrefix(call.Child(python.FunctionField).QualifiedName(), python.Local) {
			pass.Report(analysis.Diagnostic{
				Pos: name.Pos(), End: name.End(),
				Message:        "Keras has removed " + name.Text() + ": " + successor + " accepts generators",
				SuggestedFixes: fix(call, name, successor),
			})
		}
	}
}

func usesKeras(f *python.File) bool {
	for b := range f.Imports {
		if top, _, _ := strings.Cut(b.Target, "."); top == "keras" || top == "tensorflow" || top == "tf_keras" {
			return true
		}
	}
	return false
}

// understood are the keywords that mean the same in both methods.
var understood = []string{"steps_per_epoch", "epochs", "verbose", "callbacks", "validation_data", "validation_steps",
	"validation_freq", "class_weight", "initial_epoch", "shuffle", "steps"}

// fix renames the method if its arguments mean the same to the other one: the first is the data, the order of the rest differs.
func fix(call, name python.Node, successor string) []analysis.SuggestedFix {
	arguments := slices.Collect(call.Child(python.ArgumentsField).Children())
	for i, arg := range arguments {
		isKnown := arg.Kind() == python.KeywordArgument && slices.Contains(understood, arg.Child(python.NameField).Text())
		if i == 0 && arg.Is(python.KeywordArgument, python.DictionarySplat, python.ListSplat) || i > 0 && !isKnown {
			return nil
		}
	}
	return lint.UnsafeFix("call "+successor, analysis.TextEdit{Pos: name.Pos(), End: name.End(), NewText: []byte(successor)})
}
