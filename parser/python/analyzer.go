package python

import (
	"errors"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Analyzer is what a rule requires to read a file's Python with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "python",
	Doc:        "syntax of one Python file",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the syntax") },
}

// Of returns the Python that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }
