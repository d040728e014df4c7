package flow

import (
	"reflect"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/parser/python"
)

// Analyzer is what a rule requires to read a file's leaks with [Of].
var Analyzer = &analysis.Analyzer{
	Name:       "flow",
	Doc:        "where the training gets to know the test data",
	Requires:   []*analysis.Analyzer{python.Analyzer},
	ResultType: reflect.TypeFor[[]Leak](),
	Run:        func(pass *analysis.Pass) (any, error) { return Find(python.Of(pass)), nil },
}

// Of returns the leaks of the file that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) []Leak { return pass.ResultOf[Analyzer].([]Leak) }
