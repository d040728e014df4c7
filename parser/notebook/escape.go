package notebook

import (
	"strconv"
	"unicode/utf16"
	"unicode/utf8"
)

// escapes are JSON's short escapes (RFC 8259 §7).
var escapes = map[byte]rune{'"': '"', '\\': '\\', '/': '/', 'b': '\b', 'f': '\f', 'n': '\n', 'r': '\r', 't': '\t'}

// unescape returns the character that an escape stands for, and how many bytes the escape has.
func unescape(raw []byte) (rune, int) {
	if len(raw) < 2 {
		return utf8.RuneError, len(raw)
	}
	if char, ok := escapes[raw[1]]; ok {
		return char, 2
	}
	first, ok := hex(raw)
	if !ok {
		return utf8.RuneError, 2
	}
	if !utf16.IsSurrogate(first) {
		return first, 6
	}
	second, _ := hex(raw[6:])
	if pair := utf16.DecodeRune(first, second); pair != utf8.RuneError {
		return pair, 12
	}
	return utf8.RuneError, 6 // one alone, as encoding/json reads it
}

// hex reads \uXXXX.
func hex(raw []byte) (rune, bool) {
	if len(raw) < 6 || raw[0] != '\\' || raw[1] != 'u' {
		return 0, false
	}
	n, err := strconv.ParseUint(string(raw[2:6]), 16, 32)
	return rune(n), err == nil
}
