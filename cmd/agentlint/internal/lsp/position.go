package lsp

import (
	"slices"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/source"
)

// A Position is a place in a document: Line counts from 0, Character from 0 in the units of an [Encoding].
type Position struct {
	Line      int `json:"line"`
	Character int `json:"character"`
}

// A Range is what lies between two positions, of which End is exclusive.
type Range struct {
	Start Position `json:"start"`
	End   Position `json:"end"`
}

// An Encoding is the unit that client and server have agreed to count characters in.
type Encoding string

// The encodings. UTF16 is what all clients know.
const (
	UTF8  Encoding = "utf-8"
	UTF16 Encoding = "utf-16"
	UTF32 Encoding = "utf-32"
)

// Choose returns the first of a client's encodings that is one of ours.
func Choose(offered []Encoding) Encoding {
	for _, e := range offered {
		if slices.Contains([]Encoding{UTF8, UTF16, UTF32}, e) {
			return e
		}
	}
	return UTF16
}

// width returns how many units a code point takes that has size bytes in UTF-8.
func (e Encoding) width(r rune, size int) int {
	switch e {
	case UTF8:
		return size
	case UTF32:
		return 1
	}
	return utf16.RuneLen(r)
}

// Position converts a byte offset in a file.
func (e Encoding) Position(f *source.File, offset int) Position {
	at := f.Position(offset)
	p := Position{Line: at.Line - 1}
	for text := f.Text[f.LineStart(at.Line):at.Offset]; len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		p.Character += e.width(r, size)
		text = text[size:]
	}
	return p
}

// Offset converts a position. One after the end of its line is at that end, one inside a code point at its start, and one in
// no line at the end of the file.
func (e Encoding) Offset(f *source.File, p Position) int {
	if p.Line < 0 || p.Line >= f.LineCount() {
		return len(f.Text)
	}
	offset, left := f.LineStart(p.Line+1), p.Character
	for text := f.Line(p.Line + 1); len(text) > 0; {
		r, size := utf8.DecodeRune(text)
		if left -= e.width(r, size); left < 0 {
			break
		}
		offset, text = offset+size, text[size:]
	}
	return offset
}

// Range converts a range of byte offsets.
func (e Encoding) Range(f *source.File, start, end int) Range {
	return Range{e.Position(f, start), e.Position(f, end)}
}

// Apply returns a file after a change.
func (e Encoding) Apply(f *source.File, c Change) *source.File {
	text := c.Text
	if c.Range != nil {
		start := e.Offset(f, c.Range.Start)
		end := max(start, e.Offset(f, c.Range.End))
		text = string(f.Text[:start]) + c.Text + string(f.Text[end:])
	}
	return source.New(f.Path, []byte(text))
}
