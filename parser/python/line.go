package python

import (
	"bytes"
	"go/token"
	"strings"
)

// Line returns the 1-based line in Source of a position in the file.
func (f *File) Line(pos token.Pos) int { return f.Source.Position(int(pos) - f.Base).Line }

// Indentation returns the blanks before n in Source, and whether nothing else stands before it on its logical line. If
// something does it returns none.
func (n Node) Indentation() (string, bool) {
	text, at := n.file.Source.Text, int(n.Pos())-n.file.Base
	start := at
	for start > 0 && strings.IndexByte(" \t\f", text[start-1]) >= 0 {
		start--
	}
	isFirst := start == 0 || text[start-1] == '\n' || text[start-1] == '\r'
	if !isFirst || bytes.HasSuffix(bytes.TrimRight(text[:start], "\r\n"), []byte(`\`)) {
		return "", false
	}
	return string(text[start:at]), true
}
