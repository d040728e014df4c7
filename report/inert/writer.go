package inert

import (
	"io"
	"slices"
	"unicode/utf8"
)

// A Writer passes on text of which nothing is a command: the second colon of one at the start of a line and the bracket of one
// inside of it are written as escapes. How the text is divided among calls does not matter.
type Writer struct {
	w       io.Writer
	isShown bool   // hidden characters are escaped, too
	rest    []byte // the start of a rune of which the end is still to come
	line    line
	buf     []byte
	changed bool
}

// NewWriter returns a writer for text that may hold anything. Of it only line feeds and tabs stay what they are, all else that
// is hidden is escaped. Flush has to be called at the end.
func NewWriter(w io.Writer) *Writer { return &Writer{w: w, isShown: true} }

// NewLineWriter returns a writer for text whose controls are wanted, such as colours. There is nothing to flush.
func NewLineWriter(w io.Writer) *Writer { return &Writer{w: w} }

// Raw returns what the writer writes to, and any other writer as it is. It is for output with a syntax of its own.
func Raw(w io.Writer) io.Writer {
	if inert, ok := w.(*Writer); ok {
		return inert.w
	}
	return w
}

// Changed reports whether anything was escaped until now.
func (w *Writer) Changed() bool { return w.changed }

// Write writes text.
func (w *Writer) Write(text []byte) (int, error) {
	w.buf = w.buf[:0]
	if w.isShown {
		w.show(text)
	} else {
		for _, c := range text {
			w.add(c)
		}
	}
	if _, err := w.w.Write(w.buf); err != nil {
		return 0, err
	}
	return len(text), nil
}

// show adds text with its hidden characters escaped. The start of a rune at its end waits for the rest.
func (w *Writer) show(text []byte) {
	if len(w.rest) > 0 {
		text = append(w.rest, text...)
		w.rest = nil
	}
	for len(text) > 0 {
		if !utf8.FullRune(text) {
			w.rest = slices.Clone(text)
			return
		}
		r, size := utf8.DecodeRune(text)
		w.addRune(r, text[:size])
		text = text[size:]
	}
}

// addRune adds the rune in text.
func (w *Writer) addRune(r rune, text []byte) {
	if r != '\n' && r != '\t' && hidden(r) {
		text, w.changed = []byte(escaped(r, text[0], len(text))), true
	}
	for _, c := range text {
		w.add(c)
	}
}

// add adds a byte to what is written next.
func (w *Writer) add(c byte) {
	switch {
	case !w.line.opens(c):
		w.buf = append(w.buf, c)
	case c == ':':
		w.buf, w.changed = append(w.buf, `\x3a`...), true
	default:
		w.buf, w.changed = append(w.buf, `\x5b`...), true
	}
}

// Flush writes what is left of text that ends inside a rune.
func (w *Writer) Flush() error {
	w.buf = w.buf[:0]
	for _, c := range w.rest {
		w.addRune(utf8.RuneError, []byte{c})
	}
	w.rest = nil
	_, err := w.w.Write(w.buf)
	return err
}

// A line is how far a line of output is. The zero line is a new one.
type line struct {
	isText bool    // there is more than white space and a colon
	colon  bool    // there is a colon, and nothing but white space before it
	hashes int     // at the end, two at most, with letters after them
	word   [8]byte // the letters after them, in lower case
	length int     // of word
}

// opens goes on by a byte of the line, and reports whether that opens a command.
func (l *line) opens(c byte) bool {
	if c == '\n' || c == '\r' {
		*l = line{}
		return false
	}
	isBracket := l.opensBracket(c)
	switch {
	case l.isText:
		return isBracket
	case c < ' ' || c > '~', c == ' ' && !l.colon: // all that is not ASCII may be white space
		return false
	case c == ':' && !l.colon:
		l.colon = true
		return false
	}
	l.isText = true
	return c == ':' || isBracket
}

// opensBracket is opens for the commands that need not be at the start.
func (l *line) opensBracket(c byte) bool {
	word := string(l.word[:l.length])
	lower := c | 0x20
	switch {
	case c == '#' && l.length == 0:
		l.hashes = min(2, l.hashes+1)
		return false
	case l.hashes == 2 && 'a' <= lower && lower <= 'z' && l.length < len(l.word):
		l.word[l.length] = lower
		l.length++
		return false
	}
	isOpen := c == '[' && l.hashes == 2 && (word == "" || word == "vso" || word == "teamcity")
	l.hashes, l.length = 0, 0
	if c == '#' {
		l.hashes = 1
	}
	return isOpen
}
