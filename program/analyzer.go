package program

import (
	"errors"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Analyzer is what a project rule requires to question the whole program with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "program",
	Doc:        "the linked facts of all files",
	ResultType: reflect.TypeFor[*Program](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the program") },
}

// Of returns the program that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *Program { return pass.ResultOf[Analyzer].(*Program) }
