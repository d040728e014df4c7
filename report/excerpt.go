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

// columns measures text alike on every machine: it ignores the locale, unlike runewidth's default.
var columns = &runewidth.Condition{StrictEmojiNeutral: true}

// An excerpt is one line of a file as it can be shown, in three parts.
type excerpt struct{ before, marked, after string }

func (e excerpt) text() string { return e.before + e.marked + e.after }

// indent is where the marked part starts, in terminal columns.
func (e excerpt) indent() int { return columns.StringWidth(e.before) }

// width is that of the marked part in terminal columns, at least 1.
func (e excerpt) width() int { return max(1, columns.StringWidth(e.marked)) }

// excerptOf returns the line on which a finding starts, false if the file has changed and has no such line.
// A finding of several lines is marked to the end of its first.
func excerptOf(file *source.File, start, end int, lineNumber int) (excerpt, bool) {
	if lineNumber < 1 || lineNumber > file.LineCount() {
		return excerpt{}, false
	}
	line, lineStart := file.Line(lineNumber), file.LineStart(lineNumber)
	from := max(0, min(start-lineStart, len(line)))
	to := max(from, min(end-lineStart, len(line)))
	low, high := window(line, from)
	to = min(to, high)

	e := excerpt{show(line[low:from]), show(line[from:to]), show(line[to:high])}
	if inert.HasBracket(line[low:high]) { // perhaps with its start in one part and its end in another
		e = excerpt{inert.Shut(e.before), inert.Shut(e.marked), inert.Shut(e.after)}
	}
	if low > 0 {
		e.before = "…" + e.before
	}
	if high < len(line) {
		e.after += "…"
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
