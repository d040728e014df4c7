package python

import (
	"bytes"
	"go/token"
	"strings"
)

// Line returns the 1-based line in Source of a position in the file.
func (f *File) Line(pos token.Pos) int { return f.Source.Position(int(pos) - f.Base).Line }

// IsPython2 reports whether the code has a statement that Python 3 does not know: print, exec, or except A, e.
func (f *File) IsPython2() bool {
	if f.python2 == 0 {
		if f.python2 = no; f.hasPython2() {
			f.python2 = yes
		}
	}
	return f.python2 == yes
}

// An answer is yes, no, or not known yet.
type answer uint8

const (
	no answer = iota + 1
	yes
)

func (f *File) hasPython2() bool {
	if f.Count(PrintStatement) > 0 || f.Count(ExecStatement) > 0 {
		return true
	}
	for clause := range f.All(ExceptClause) {
		expressions := 0
		for child := range clause.Children() {
			if child.Kind() != Block {
				expressions++
			}
		}
		if expressions > 1 {
			return true
		}
	}
	return false
}

// LineEnd returns what ends the first line of the code: "\n", "\r\n" or "\r".
func (f *File) LineEnd() string {
	end := bytes.IndexAny(f.text, "\r\n")
	switch {
	case end < 0 || f.text[end] == '\n':
		return "\n"
	case bytes.HasPrefix(f.text[end:], []byte("\r\n")):
		return "\r\n"
	}
	return "\r"
}

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
