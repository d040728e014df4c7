package report

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report/inert"
)

// Lines of more than maxLine code points are cut to that many around the finding, leadIn of them before it.
const (
	maxLine = 200
	leadIn  = 60
)

// Columns measures text alike on every machine: it ignores the locale, unlike runewidth's default.
var Columns = &runewidth.Condition{StrictEmojiNeutral: true}

// An Excerpt is one line of a file as it can be shown, in three parts.
type Excerpt struct{ Before, Marked, After string }

// Text returns the whole line.
func (e Excerpt) Text() string { return e.Before + e.Marked + e.After }

// Indent is where the marked part starts, in terminal columns.
func (e Excerpt) Indent() int { return Columns.StringWidth(e.Before) }

// Width is that of the marked part in terminal columns, at least 1.
func (e Excerpt) Width() int { return max(1, Columns.StringWidth(e.Marked)) }

// ExcerptOf returns the line on which a finding starts, false if the file has changed and has no such line.
// A finding of several lines is marked to the end of its first.
func ExcerptOf(file *source.File, start, end int, lineNumber int) (Excerpt, bool) {
	if lineNumber < 1 || lineNumber > file.LineCount() {
		return Excerpt{}, false
	}
	line, lineStart := file.Line(lineNumber), file.LineStart(lineNumber)
	from := max(0, min(start-lineStart, len(line)))
	to := max(from, min(end-lineStart, len(line)))
	low, high := window(line, from)
	to = min(to, high)

	e := Excerpt{show(line[low:from]), show(line[from:to]), show(line[to:high])}
	if inert.HasBracket(line[low:high]) { // perhaps with its start in one part and its end in another
		e = Excerpt{inert.Shut(e.Before), inert.Shut(e.Marked), inert.Shut(e.After)}
	}
	if low > 0 {
		e.Before = "…" + e.Before
	}
	if high < len(line) {
		e.After += "…"
	}
	return e, true
}

// show makes part of a line printable. A tab is four columns wherever it stands, so that widths add up.
func show(line []byte) string {
	return inert.Text(strings.ReplaceAll(string(line), "\t", "    "))
}

// window returns the part of a line to show around the byte at from. It reads no more of the line than that.
func window(line []byte, from int) (low, high int) {
	if len(line) <= maxLine*utf8.UTFMax && utf8.RuneCount(line) <= maxLine {
		return 0, len(line)
	}
	low, high = from, from
	for range leadIn {
		_, size := utf8.DecodeLastRune(line[:low])
		low -= size
	}
	for range maxLine - leadIn {
		_, size := utf8.DecodeRune(line[high:])
		high += size
	}
	return low, high
}
