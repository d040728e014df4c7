package zerowidthcharacter

import (
	"strings"
	"unicode"

	"github.com/agentlint/agentlint/parser/agent"
)

// isInWord reports whether r stands between the letters of a word of prose, where it means nothing. Elsewhere it may keep
// something from being code: a mention, a link, a list item, a blank line. In a name or in code it is a part of what is compared.
func isInWord(f *agent.File, r agent.Range) bool {
	if !f.Body.Contains(r) || f.InCode(r) {
		return false
	}
	before, after := f.Text(agent.Range{Start: f.Body.Start, End: r.Start}), f.Text(agent.Range{Start: r.End, End: f.Body.End})
	line := before[strings.LastIndexByte(before, '\n')+1:]
	if strings.HasPrefix(line, "    ") || strings.HasPrefix(strings.TrimLeft(line, " "), "\t") { // it may be code
		return false
	}
	head := strings.TrimRightFunc(before, isOfWord)
	tail := strings.TrimLeftFunc(after, isOfWord)
	return endsInLetter(before) && startsWithLetter(after) && (head == "" || strings.ContainsAny(head[len(head)-1:], " \n")) &&
		startsWithBlank(strings.TrimLeft(tail, ".,;:!?"))
}

func isOfWord(r rune) bool { return unicode.IsLetter(r) || isInvisible(r) }

func endsInLetter(text string) bool { return strings.TrimRightFunc(text, unicode.IsLetter) != text }

func startsWithLetter(text string) bool { return strings.TrimLeftFunc(text, unicode.IsLetter) != text }

func startsWithBlank(text string) bool { return text == "" || strings.ContainsAny(text[:1], " \r\n") }
