package config

import (
	"bytes"
	"context"
	"fmt"
	"io"
)

// The bounds of what is read, which are far above what people write. The largest configurations of training runs have some
// thousand values, nested some ten levels deep.
const (
	MaxValues     = 500_000 // lists, maps and scalars of one text, each of which takes some hundred bytes
	maxTables     = 100     // of TOML inside one another, or parts of a dotted key
	maxDirectives = 100     // of YAML: each is compared with those before it
)

func tooManyValues(at, most int) *SyntaxError {
	return &SyntaxError{Offset: at, Message: fmt.Sprintf("it has over %d values", most), TooMuch: true}
}

func interrupted(at int) *SyntaxError {
	return &SyntaxError{Offset: at, Message: isInterrupted, TooMuch: true}
}

const isInterrupted = "interrupted"

// Counted says of what there is too much, and up to which 1-based line of the file it was counted.
func (e *SyntaxError) Counted(line int) string {
	if e.Message == isInterrupted {
		return e.Message
	}
	return fmt.Sprintf("%s, counted up to line %d", e.Message, line)
}

// tooMany returns where a text may have more values than that, going by characters that stand beside values. It costs nothing
// beside what a parser would take for that text.
func tooMany(text []byte, r Range, characters string, maxValues int) *SyntaxError {
	if r.End-r.Start <= maxValues {
		return nil // as nearly always
	}
	var beside [256]bool
	for i := range len(characters) {
		beside[characters[i]] = true
	}
	n := 0
	for at := r.Start; at < r.End; at++ {
		if beside[text[at]] {
			if n++; n > maxValues {
				return tooManyValues(at, maxValues)
			}
		}
	}
	return nil
}

// tooManyDirectives returns where a YAML text has more than maxDirectives.
func tooManyDirectives(text []byte, r Range) *SyntaxError {
	at, n := r.Start, 0
	for line := range bytes.Lines(text[r.Start:r.End]) {
		if rest := bytes.TrimLeft(line, " \t\r\n"); len(rest) > 0 && line[0] != '#' && line[0] != '%' {
			return nil // directives come first
		}
		if line[0] == '%' {
			if n++; n > maxDirectives {
				return &SyntaxError{Offset: at, Message: fmt.Sprintf("it has over %d directives", maxDirectives), TooMuch: true}
			}
		}
		at += len(line)
	}
	return nil
}

// An interruptible reader ends when a context is done.
type interruptible struct {
	ctx context.Context
	io.Reader
}

// Read is that of io.Reader.
func (r interruptible) Read(p []byte) (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, err
	}
	return r.Reader.Read(p)
}
