package zerowidthcharacter

import (
	"bytes"
	"unicode"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

// fix deletes the characters of r, which is safe in a word of prose. There is none at the start of a line, where they keep a
// heading or a list from being one and a line from being blank.
func fix(f *agent.File, r agent.Range) []analysis.SuggestedFix {
	at := f.Range(r)
	edit := analysis.TextEdit{Pos: at.Pos(), End: at.End()}
	line := f.Source.LineStart(f.Source.Position(r.Start).Line)
	switch {
	case len(bytes.TrimSpace(f.Source.Text[line:r.Start])) == 0:
		return nil
	case isInWord(f, r):
		return lint.SafeFix("delete it", edit)
	}
	return lint.UnsafeFix("delete it", edit)
}

// maxWord bounds how far around a character is looked for the ends of its word.
const maxWord = 100 // bytes

// isInWord reports whether r stands between the letters of a word of prose, where it means nothing. Elsewhere it may keep
// something from being code: a mention, a link, a list item, a blank line. In a name or in code it is a part of what is compared.
func isInWord(f *agent.File, r agent.Range) bool {
	if !f.Body.Contains(r) || f.InCode(r) || mayBeCode(f.Source.Line(f.Source.Position(r.Start).Line)) {
		return false
	}
	before := f.Source.Text[max(f.Body.Start, r.Start-maxWord):r.Start]
	after := f.Source.Text[r.End:min(f.Body.End, r.End+maxWord)]
	head, tail := bytes.TrimRightFunc(before, isOfWord), bytes.TrimLeftFunc(after, isOfWord)
	isBetween := len(bytes.TrimRightFunc(before, unicode.IsLetter)) < len(before) && len(bytes.TrimLeftFunc(after, unicode.IsLetter)) < len(after)
	startsWord := len(head) > 0 && bytes.IndexByte([]byte(" \n"), head[len(head)-1]) >= 0 || len(head) == 0 && r.Start-len(before) == f.Body.Start
	tail = bytes.TrimLeft(tail, ".,;:!?")
	endsWord := len(tail) > 0 && bytes.IndexByte([]byte(" \r\n"), tail[0]) >= 0 || len(tail) == 0 && r.End+len(after) == f.Body.End
	return isBetween && startsWord && endsWord
}

// mayBeCode reports whether a line is indented as far as a block of code is.
func mayBeCode(line []byte) bool {
	return bytes.HasPrefix(line, []byte("    ")) || bytes.HasPrefix(bytes.TrimLeft(line, " "), []byte("\t"))
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || isInvisible(r) }
