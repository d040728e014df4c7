package body

import (
	"bytes"
	"fmt"
	"strings"
)

// maxNesting is how deep quotes and lists are inside one another: goldmark and rules go down by calling themselves.
const maxNesting = 100

// tooDeep returns what there is too much of in a text for it to be read as Markdown, or "". What shows only while it is read
// is for a [meter].
func tooDeep(text []byte) string {
	var open []int // columns at which items of lists around the line may start
	n := 0
	for line := range bytes.Lines(text) {
		n++
		column, markers := markers(line)
		if markers > 0 {
			for len(open) > 0 && open[len(open)-1] >= column {
				open = open[:len(open)-1]
			}
			open = append(open, column)
		}
		if len(open)+markers > maxNesting {
			return fmt.Sprintf("quotes and lists are nested over %d levels deep in line %d of the body", maxNesting, n)
		}
	}
	return ""
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
