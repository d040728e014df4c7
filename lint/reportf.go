package lint

import (
	"fmt"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/program"
)

// Reportf reports a finding whose severity differs from its rule's.
func Reportf(pass *analysis.Pass, at analysis.Range, severity Severity, format string, args ...any) {
	pass.Report(analysis.Diagnostic{
		Pos: at.Pos(), End: at.End(),
		Category: string(severity),
		Message:  fmt.Sprintf(format, args...),
	})
}

// Owed returns the severity of a finding that a training lacks something, such as a seed or a checkpoint: a warning, and a note if
// none of those that come to its place is meant to produce a model.
func Owed(all []program.Told) Severity {
	return OwedIf(slices.ContainsFunc(all, program.Told.Owes))
}

// OwedIf is a warning of what is owed, and a note of what is not.
func OwedIf(isOwed bool) Severity {
	if isOwed {
		return Warning
	}
	return Note
}

// Unknown reports, in a strict run only, that a question about the program has no answer, and why: it is a note that
// names what could not be resolved. Otherwise what can't be told is not spoken of.
func Unknown(pass *analysis.Pass, at analysis.Range, format string, args ...any) {
	if program.Of(pass).Strict {
		Reportf(pass, at, Note, format, args...)
	}
}
