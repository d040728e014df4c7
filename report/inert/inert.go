// Package inert keeps text of strangers from doing anything where it is shown: a terminal acts on controls, and what reads the
// log of a CI job obeys commands in it. Files are untrusted, and so are their names.
package inert

import (
	"fmt"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"
)

// EmojiStyle asks for a character's emoji form. It is the one invisible character that stays:
// it is common in prose, and a single bit of it can't reorder or hide anything.
const EmojiStyle = '\ufe0f'

// Text returns s with every character that a terminal would act on, or a reader could not see, as a
// Go escape: controls (\x1b), line ends, bidi controls (\u202e), zero-width characters, tag characters,
// bytes that are not UTF-8 (\xff). It holds no [Bracket] either. What comes first on a line needs a [Writer] besides.
func Text(s string) string {
	s = bracket.ReplaceAllStringFunc(s, Shut)
	if strings.IndexFunc(s, hidden) < 0 {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		r, size := utf8.DecodeRuneInString(s)
		if hidden(r) {
			b.WriteString(escaped(r, s[0], size))
		} else {
			b.WriteString(s[:size])
		}
		s = s[size:]
	}
	return b.String()
}

// escaped returns a rune as a Go escape, or its first byte if it is one that is not UTF-8.
func escaped(r rune, first byte, size int) string {
	if r == utf8.RuneError && size == 1 {
		return fmt.Sprintf(`\x%02x`, first)
	}
	return strings.Trim(strconv.QuoteRuneToASCII(r), "'")
}

func hidden(r rune) bool {
	if r == EmojiStyle {
		return false
	}
	return r == utf8.RuneError || !unicode.IsGraphic(r) || unicode.Is(unicode.Variation_Selector, r)
}

// JSON returns JSON with the hidden characters and the brackets of commands that are in it as escapes, which a parser undoes.
// All of them are inside strings.
func JSON(text []byte) []byte {
	text = bracket.ReplaceAllFunc(text, func(start []byte) []byte {
		return append(start[:len(start)-1:len(start)-1], `\u005b`...)
	})
	left := func(r rune) bool { return r >= 0x7f && hidden(r) } // encoding/json has escaped the others
	var out []byte
	for from, r := range string(text) {
		switch {
		case !left(r):
			if out != nil {
				out = utf8.AppendRune(out, r)
			}
			continue
		case out == nil:
			out = append(make([]byte, 0, len(text)+64), text[:from]...)
		}
		for _, unit := range utf16.AppendRune(nil, r) {
			out = fmt.Appendf(out, `\u%04x`, unit)
		}
	}
	if out == nil {
		return text
	}
	return out
}
