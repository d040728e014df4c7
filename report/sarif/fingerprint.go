package sarif

import (
	"fmt"
	"iter"
	"unicode/utf16"
	"unicode/utf8"
)

const (
	hashWindow = 100    // UTF-16 units that a line's hash covers, from the line's start onwards
	hashBase   = 37     // base of the polynomial
	hashEnd    = 0xffff // unit that stands for the end of the file
)

// hashTop is hashBase to the power of hashWindow: what a unit counts when it leaves the window.
var hashTop = func() uint64 {
	top := uint64(1)
	for range hashWindow {
		top *= hashBase
	}
	return top
}()

// lineHashes yields every line of a UTF-8 text (1-based) with the primaryLocationLineHash by which GitHub
// knows an alert again: a rolling hash of the hundred units from the line's start that are no blanks, and how many
// lines have had it so far. Lines end at LF, CRLF or CR. It must equal what GitHub computes on upload, or each result
// is answered with a warning: https://github.com/github/codeql-action/blob/main/src/fingerprints.ts
func lineHashes(text []byte) iter.Seq2[int, string] {
	return func(yield func(int, string) bool) {
		h := hasher{seen: map[uint64]int{}, yield: yield, atLineStart: true}
		if !h.text(text) || !h.unit(hashEnd) {
			return
		}
		for range hashWindow {
			if !h.push(0) {
				return
			}
		}
	}
}

// A hasher is a rolling hash over the last hashWindow units. Its methods report whether to go on.
type hasher struct {
	units       [hashWindow]uint64
	starts      [hashWindow]int // line that starts with the unit in the same slot, or 0
	next        int             // slot of the oldest unit, which the next one takes
	hash        uint64
	line        int // lines begun so far
	atLineStart bool
	seen        map[uint64]int
	yield       func(int, string) bool
}

// text feeds the units that count: no blanks, and one LF for each line end.
func (h *hasher) text(text []byte) bool {
	afterCR := false
	for len(text) > 0 {
		r, size := utf8.DecodeRune(text)
		text = text[size:]
		skip := r == ' ' || r == '\t' || afterCR && r == '\n'
		afterCR = r == '\r'
		if afterCR {
			r = '\n'
		}
		if !skip && !h.rune(r) {
			return false
		}
	}
	return true
}

func (h *hasher) rune(r rune) bool {
	if high, low := utf16.EncodeRune(r); high != utf8.RuneError {
		return h.unit(uint64(high)) && h.unit(uint64(low))
	}
	return h.unit(uint64(r))
}

// unit feeds one unit of the text and notes where a line starts.
func (h *hasher) unit(unit uint64) bool {
	slot := h.next
	if !h.push(unit) {
		return false
	}
	if h.atLineStart {
		h.line++
		h.starts[slot] = h.line
	}
	h.atLineStart = unit == '\n'
	return true
}

// push moves the window on by one unit. A line that started with the unit that leaves has been hashed whole.
func (h *hasher) push(unit uint64) bool {
	if line := h.starts[h.next]; line > 0 {
		h.starts[h.next] = 0
		h.seen[h.hash]++
		if !h.yield(line, fmt.Sprintf("%x:%d", h.hash, h.seen[h.hash])) {
			return false
		}
	}
	h.hash = hashBase*h.hash + unit - hashTop*h.units[h.next]
	h.units[h.next] = unit
	h.next = (h.next + 1) % hashWindow
	return true
}
