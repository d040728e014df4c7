package repository

import (
	"errors"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Analyzer is what a rule about programs or the workspace requires to ask about the files around with [Of]. The driver
// supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "repository",
	Doc:        "the files around those that are checked",
	ResultType: reflect.TypeFor[*Repository](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the repository") },
}

// Of returns the repository that pass is about, nil for an example in a document. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *Repository { return pass.ResultOf[Analyzer].(*Repository) }
