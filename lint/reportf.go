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

// tried is the message of what a diagnostic is about besides its place: the code whose failures a clause handles.
const tried = "tried"

// Tried marks a diagnostic as one about what becomes of failures in some code. What is reported is as bad as it may be: it stays so where a
// training does there what its result depends on, is a warning at most where nobody knows what comes to the code, and otherwise a note.
func Tried(code analysis.Range) []analysis.RelatedInformation {
	return []analysis.RelatedInformation{{Pos: code.Pos(), End: code.End(), Message: tried}}
}

// IsTried reports whether a place is that of [Tried].
func IsTried(related analysis.RelatedInformation) bool { return related.Message == tried }

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
