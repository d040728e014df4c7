package source

import (
	"errors"
	"reflect"

	"golang.org/x/tools/go/analysis"
)

// Analyzer is what a rule of every text file requires to read it with [Of]. The driver supplies its result.
var Analyzer = &analysis.Analyzer{
	Name:       "source",
	Doc:        "text of one file",
	ResultType: reflect.TypeFor[*File](),
	Run:        func(*analysis.Pass) (any, error) { return nil, errors.New("the driver supplies the text") },
}

// Of returns the file that pass is about. A rule may call it if it requires [Analyzer].
func Of(pass *analysis.Pass) *File { return pass.ResultOf[Analyzer].(*File) }
