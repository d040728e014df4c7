package report

import (
	"strings"
	"unicode/utf8"

	"github.com/mattn/go-runewidth"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/notebook"
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

// Excerpts shows findings with their lines.
type Excerpts struct {
	sources  func(path string) *source.File
	notebook *notebook.File // that of the finding before
}

// NewExcerpts shows lines of what sources gives for a path, nil for a file that is gone.
func NewExcerpts(sources func(path string) *source.File) *Excerpts {
	return &Excerpts{sources: sources}
}

// Of returns the line on which a finding starts, with its number: in a notebook, in the code of the cell. It is false if the
// file has changed and has no such line.
func (x *Excerpts) Of(f *lint.Finding) (e Excerpt, line int, ok bool) {
	file, line := x.sources(f.Path), f.Start.Line
	start, end := f.Start.Offset, f.End.Offset
	if file == nil {
		return e, line, false
	}
	if f.Cell.Number > 0 {
		if x.notebook == nil || x.notebook.Source != file {
			x.notebook = notebook.Parse(file)
		}
		start, end = x.notebook.Mapping.Nearest(start), x.notebook.Mapping.Nearest(end)
		file = x.notebook.Program()
		e, ok = excerptOf(file, start, end, file.Position(start).Line)
		return e, f.Cell.Line, ok
	}
	e, ok = excerptOf(file, start, end, line)
	return e, line, ok
}

// excerptOf returns a line around what starts on it, false if the file has no such line. What is longer than the line is marked to
// the end of it.
func excerptOf(file *source.File, start, end int, lineNumber int) (Excerpt, bool) {
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
