package lint

import (
	"strings"

	"golang.org/x/tools/go/analysis"
)

// unsafe ends the message of a fix that may change what the code or definition does.
const unsafe = " (unsafe)"

// A FixKind says which fixes a rule has for its findings, some of them at least: [SafeFixes], [UnsafeFixes], or both. The zero value is none.
type FixKind string

// The kinds of fixes that a rule may have.
const (
	SafeFixes   FixKind = "safe"
	UnsafeFixes FixKind = "unsafe"
	MixedFixes  FixKind = "safe or unsafe" // it depends on the finding
)

// String returns the kind as pages and lists show it: safe, unsafe, safe or unsafe, or none.
func (k FixKind) String() string {
	if k == "" {
		return "none"
	}
	return string(k)
}

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
