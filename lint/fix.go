package lint

import (
	"strings"

	"golang.org/x/tools/go/analysis"
)

// unsafe ends the message of a fix that may change what the code or definition does.
const unsafe = " (unsafe)"

// SafeFix returns a fix that leaves the meaning as it is, the fault aside. Its message is a verb phrase: quote the description.
func SafeFix(message string, edits ...analysis.TextEdit) []analysis.SuggestedFix {
	return []analysis.SuggestedFix{{Message: message, TextEdits: edits}}
}

// UnsafeFix returns a fix that a person must look at: it may change what the code or definition does.
func UnsafeFix(message string, edits ...analysis.TextEdit) []analysis.SuggestedFix {
	return SafeFix(message+unsafe, edits...)
}

// CutUnsafe returns the message of a fix without what marks it as unsafe, and whether it was marked.
func CutUnsafe(message string) (text string, isUnsafe bool) {
	return strings.CutSuffix(message, unsafe)
}
