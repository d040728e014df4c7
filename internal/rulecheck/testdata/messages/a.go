// Package messages reports in words.
package messages

import (
	"fmt"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
)

func report(pass *analysis.Pass, at analysis.Range, name string) {
	pass.ReportRangef(at, "%s stands twice", name)                           // want `"stands": write appears, is`
	lint.Reportf(pass, at, lint.Note, "Nothing is left")                     // want "it starts with a capital"
	lint.Reportf(pass, at, lint.Note, "nothing is behind it")                // want `"behind": write after`
	pass.Report(analysis.Diagnostic{Message: fmt.Sprintf("%s ends.", name)}) // want "it ends with a full stop"
	pass.ReportRangef(at, "%s appears twice; %s", name, "Keep one, or mend it.")
}
