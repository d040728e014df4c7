package agent

import (
	"bytes"
	"strings"
)

// The bounds of a body. A Markdown parser looks at every open quote and list for each line, and at the rest of a word for
// each link in it.
const (
	maxNesting = 100  // quotes and lists inside one another
	maxLinks   = 1000 // links in one word
)

// tooMuch returns what there is too much of in a text for it to be read as Markdown, or "".
func tooMuch(text []byte) string {
	mayLink := bytes.Count(text, linkOpen) > maxLinks
	var open []int // columns at which items of lists around the line may start
	for line := range bytes.Lines(text) {
		column, markers := markers(line)
		if markers > 0 {
			for len(open) > 0 && open[len(open)-1] >= column {
				open = open[:len(open)-1]
			}
			open = append(open, column)
		}
		if len(open)+markers > maxNesting {
			return "quotes and lists are nested over 100 levels deep"
		}
		if mayLink && hasLinkedWord(line) {
			return "there are over 1000 links in one word"
		}
	}
	return ""
}

var linkOpen = []byte("](")

func hasLinkedWord(line []byte) bool {
	for word := range bytes.FieldsSeq(line) {
		if bytes.Count(word, linkOpen) > maxLinks {
			return true
		}
	}
	return false
}

// markers returns the column at which a line's first marker of a quote or list stands, or else its text, and how many
// markers it starts with.
func markers(line []byte) (column, n int) {
	rest := bytes.TrimLeft(line, " \t")
	column = len(line) - len(rest)
	for {
		size := markerSize(rest)
		if size == 0 {
			return column, n
		}
		rest = bytes.TrimLeft(rest[size:], " \t")
		n++
	}
}

// markerSize returns the length of the marker that a text starts with: >, -, *, +, 1. or 1); 0 if that is none.
func markerSize(text []byte) int {
	if len(text) == 0 || strings.IndexByte(">-*+0123456789", text[0]) < 0 {
		return 0 // as on most lines
	}
	size := len(text) - len(bytes.TrimLeft(text, "0123456789"))
	switch {
	case len(text) == size:
		return 0
	case size == 0 && text[0] == '>':
		return 1
	case size > 0 && text[size] != '.' && text[size] != ')':
		return 0
	case len(text) > size+1 && bytes.IndexByte([]byte(" \t\r\n"), text[size+1]) < 0:
		return 0 // emphasis, a number
	}
	return size + 1
}
