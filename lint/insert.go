package lint

import (
	"strings"

	"golang.org/x/tools/go/analysis"
)

// mark begins the text of an edit that is statements of its own.
const mark = "\x00"

// Before returns an edit that puts simple statements on lines of their own before the line in which something is, as far in as that.
// A rule about programs sees no text: there is no fix if a name in a statement is none that stands around, in the same function or
// among those of the module.
func Before(at analysis.Range, statements ...string) analysis.TextEdit {
	return analysis.TextEdit{Pos: at.Pos(), End: at.Pos(), NewText: []byte(mark + strings.Join(statements, "\n"))}
}

// CutStatements returns the statements that an edit puts before a line, and whether it does.
func CutStatements(text string) (statements string, ok bool) { return strings.CutPrefix(text, mark) }
