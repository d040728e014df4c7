package notebook

import (
	"fmt"
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/source"
)

// Edit converts an edit, which puts text in the place of the bytes start to end of Source, to one that does the same to the
// code and leaves the notebook one. There is none for an edit that does not start and end in the code of one cell, that has
// a part of an escape, or that touches what only IPython understands.
func (f *File) Edit(start, end int, text string) (from, to int, written string, ok bool) {
	a, startsInside := f.Mapping.Inside(start)
	b, endsInside := f.Mapping.Inside(end)
	if !startsInside || !endsInside || !f.isOneCell(a, b) || f.isHidden(a, b) || !utf8.ValidString(text) || strings.ContainsRune(text, utf8.RuneError) {
		return 0, 0, "", false
	}
	if from, to = start, start; a < b {
		from, to = f.Mapping.Start(a), f.Mapping.End(b)
	}
	if a < b && b < f.cellAt(a).End && !strings.HasSuffix(text, "\n") {
		to = f.Mapping.Start(b) // what is left of the last line is in one string with what follows it
	}
	return from, to, f.lines(a, to, text), true
}

// lines returns code as it is written in the cell at an offset in Text, before what is at another in Source: in a list, each line is a
// string of its own.
func (f *File) lines(at, before int, text string) string {
	between := f.between(f.cellAt(at))
	var out strings.Builder
	for line := range strings.Lines(text) {
		out.WriteString(f.Style().Quote(line))
		if strings.HasSuffix(line, "\n") {
			out.WriteString(between)
		}
	}
	if strings.HasSuffix(text, "\n") && f.Source.Text[before] == '"' {
		return strings.TrimSuffix(out.String(), between) // there is nothing after it in its string
	}
	return out.String()
}

// between returns what is between two strings of the list that has a cell's code, their quotes included; "" if it is a single string.
func (f *File) between(c *Cell) string {
	raw := f.Source.Text
	last := -1
	for part := range parts(raw, c.Source) {
		if last >= 0 {
			return string(raw[last:part.Start])
		}
		last = part.End
	}
	return ""
}

// cellAt returns the cell with the code at an offset in Text.
func (f *File) cellAt(at int) *Cell {
	return &f.Cells[max(sort.Search(len(f.Cells), func(i int) bool { return f.Cells[i].Start > at })-1, 0)]
}

// isOneCell reports whether the code between two offsets in Text is that of one cell.
func (f *File) isOneCell(start, end int) bool {
	if len(f.Cells) == 0 {
		return false
	}
	c := f.cellAt(start)
	return c.Start <= start && start <= end && end <= c.End
}

// isHidden reports whether something that was replaced touches what stands between two offsets in Text.
func (f *File) isHidden(start, end int) bool {
	i := sort.Search(len(f.hidden), func(i int) bool { return f.hidden[i].End >= start })
	return i < len(f.hidden) && f.hidden[i].Start <= end
}

// A Style is how a notebook writes its strings. Jupyter writes all characters as they are, as json.dump of Python does only
// if it is told to; PHP writes \/. The zero Style is that of files that are no notebook, and quotes nothing.
type Style struct{ quotes, onlyASCII, slashes bool }

// Style returns the style of the notebook's strings.
func (f *File) Style() Style {
	if f.style == nil {
		f.style = styleOf(f.Source.Text)
	}
	return *f.style
}

// Quote returns text as it stands inside of a JSON string.
func (s Style) Quote(text string) string {
	if !s.quotes {
		return text
	}
	var out strings.Builder
	for _, r := range text {
		switch short, ok := shortest[r]; {
		case ok && (r != '/' || s.slashes):
			out.WriteByte('\\')
			out.WriteByte(short)
		case r < ' ', r >= utf8.RuneSelf && s.onlyASCII:
			for _, unit := range utf16.Encode([]rune{r}) {
				fmt.Fprintf(&out, `\u%04x`, unit)
			}
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// shortest are the characters that have a short escape, with what follows the backslash.
var shortest = func() map[rune]byte {
	out := map[rune]byte{}
	for letter, char := range escapes {
		out[char] = letter
	}
	return out
}()

// styleOf tells the style of a notebook by the strings that it has.
func styleOf(raw []byte) *Style {
	isASCII := source.SkipASCII(raw, 0) == len(raw)
	var escaped, slashes, plain bool
	for at := 0; at < len(raw); at++ {
		switch raw[at] {
		case '/':
			plain = true
		case '\\':
			char, size := unescape(raw[at:])
			escaped = escaped || char >= utf8.RuneSelf
			slashes = slashes || char == '/'
			at += size - 1
		}
	}
	return &Style{quotes: true, onlyASCII: escaped && isASCII, slashes: slashes && !plain}
}
