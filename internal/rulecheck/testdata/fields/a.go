// Package fields uses fields of a pass.
package fields

import (
	"go/token"

	"golang.org/x/tools/go/analysis"
)

func use(pass *analysis.Pass) {
	pass.Reportf(token.NoPos, "of %s in %v", pass.Analyzer, pass.Fset)
	_ = pass.ResultOf[pass.Analyzer]
	_ = pass.Pkg.Path()
	_ = pass.TypesInfo     // want "Pass.TypesInfo is nil in a rule"
	_ = pass.TypesSizes    // want "Pass.TypesSizes is nil in a rule"
	for range pass.Files { // want "Pass.Files is nil in a rule"
	}
	report := pass.ExportPackageFact // want "Pass.ExportPackageFact is nil in a rule"
	_ = report
	copied := *pass
	_ = copied.ReadFile // want "Pass.ReadFile is nil in a rule"
}
