// Package source holds a file's text and turns byte offsets into lines and columns.
//
// Everything inside agentlint speaks in byte offsets into [File.Text]; this package is
// the only place that converts them, at the edge, for reports and editors.
package source

import (
	"bytes"
	"slices"
	"sort"
	"unicode/utf8"
)

// A File is one input file, decoded to UTF-8.
type File struct {
	Path     string   // slash-separated and relative to the root of the run, if it lies below it
	Text     []byte   // UTF-8 of the same length as the input, unless Encoding says otherwise
	Encoding Encoding // how the bytes on disk were read
	BadByte  int      // offset of the first byte that is not UTF-8, or -1
	Base     int      // base of the file in the run's token.FileSet: byte 0 is token.Pos(Base)

	lines []int // byte offsets at which lines start; filled by Position or Line
	runes []int // code points before every runesEvery bytes; filled by Position for a place far along its line
}

// A Position is one place in a file, in the three units that consumers ask for.
type Position struct {
	Line   int // 1-based; lines end at LF, CRLF or CR
	Column int // 1-based, in code points
	Offset int // 0-based, in bytes of File.Text
}

// New decodes data (see [Decode]) and returns it as the file at path. Text may alias data.
func New(path string, data []byte) *File {
	f := &File{Path: path, BadByte: -1}
	f.Text, f.Encoding, f.BadByte = Decode(data)
	return f
}

// Reset makes f the file at path with the given data, and keeps its buffers.
func (f *File) Reset(path string, data []byte) {
	f.Path = path
	f.Text, f.Encoding, f.BadByte = Decode(data)
	f.lines, f.runes = f.lines[:0], f.runes[:0]
}

// Position converts a byte offset. Offsets outside the text are clamped to it.
func (f *File) Position(offset int) Position {
	offset = max(0, min(offset, len(f.Text)))
	lines := f.lineStarts()
	line := sort.SearchInts(lines, offset+1)
	start := lines[line-1]
	return Position{
		Line:   line,
		Column: f.countRunes(start, offset) + 1,
		Offset: offset,
	}
}

// runesEvery is how far apart, in bytes, code points are counted in advance: thousands of findings on a line of megabytes
// would count them from its start each time.
const runesEvery = 4096

// countRunes returns how many code points there are between two offsets.
func (f *File) countRunes(start, end int) int {
	if end-start <= 2*runesEvery {
		return utf8.RuneCount(f.Text[start:end])
	}
	return f.runesBefore(end) - f.runesBefore(start)
}

func (f *File) runesBefore(offset int) int {
	if len(f.runes) == 0 {
		f.runes = append(f.runes, 0)
		for at := runesEvery; at <= len(f.Text); at += runesEvery {
			f.runes = append(f.runes, f.runes[len(f.runes)-1]+countStarts(f.Text[at-runesEvery:at]))
		}
	}
	block := offset / runesEvery
	return f.runes[block] + countStarts(f.Text[block*runesEvery:offset])
}

// countStarts returns how many code points start in a piece of text.
func countStarts(text []byte) (n int) {
	for _, b := range text {
		if utf8.RuneStart(b) {
			n++
		}
	}
	return n
}

// Line returns the text of the 1-based line n without its line end, or nil if there is no such line.
func (f *File) Line(n int) []byte {
	lines := f.lineStarts()
	if n < 1 || n > len(lines) {
		return nil
	}
	end := len(f.Text)
	if n < len(lines) {
		end = lines[n]
	}
	return bytes.TrimRight(f.Text[lines[n-1]:end], "\r\n")
}

// Around returns the text of the line that a byte offset lies on, of a very long one the part around it: what a word means
// is told by what stands near it.
func (f *File) Around(offset int) []byte {
	const reach = 200
	line := f.Position(offset).Line
	start := f.LineStart(line)
	text := f.Line(line)
	from := min(max(offset-start-reach, 0), len(text))
	return text[from:min(offset-start+reach, len(text))]
}

// LineStart returns the byte offset at which the 1-based line n begins; a line past the end begins at the end.
func (f *File) LineStart(n int) int {
	lines := f.lineStarts()
	if n > len(lines) {
		return len(f.Text)
	}
	return lines[max(n, 1)-1]
}

// LineCount returns the number of lines; an empty file has one.
func (f *File) LineCount() int { return len(f.lineStarts()) }

func (f *File) lineStarts() []int {
	if len(f.lines) > 0 {
		return f.lines
	}
	f.lines = append(slices.Grow(f.lines[:0], bytes.Count(f.Text, []byte("\n"))+1), 0)
	if bytes.IndexByte(f.Text, '\r') < 0 {
		for at := 0; ; {
			length := bytes.IndexByte(f.Text[at:], '\n') + 1
			if length == 0 {
				return f.lines
			}
			at += length
			f.lines = append(f.lines, at)
		}
	}
	for i, b := range f.Text {
		crOnly := b == '\r' && (i+1 == len(f.Text) || f.Text[i+1] != '\n')
		if b == '\n' || crOnly {
			f.lines = append(f.lines, i+1)
		}
	}
	return f.lines
}
