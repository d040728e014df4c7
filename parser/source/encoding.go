package source

import (
	"bytes"
	"encoding/binary"
	"math/bits"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/agentlint/agentlint/internal/pattern"
)

// An Encoding says how a file's bytes became text.
type Encoding uint8

// The encodings that Decode tells apart.
const (
	UTF8    Encoding = iota
	UTF8BOM          // UTF-8 after a byte order mark, which stays in the text
	UTF16LE          // decoded; offsets are those of the UTF-8 text
	UTF16BE          // decoded; offsets are those of the UTF-8 text
	Latin1           // declared by a PEP 263 cookie and decoded; offsets are those of the UTF-8 text
	Invalid          // UTF-8 with bad bytes, each of which became '?'
)

// String names the encoding as a message would.
func (e Encoding) String() string {
	return [...]string{"UTF-8", "UTF-8 with a byte order mark", "UTF-16 (little endian)", "UTF-16 (big endian)", "Latin-1", "not UTF-8"}[e]
}

// BOM is the UTF-8 byte order mark.
const BOM = "\ufeff"

// cookie is the encoding declaration of PEP 263, on one of the first two lines.
var cookie = pattern.New(`^(?:[^\r\n]*\r?\n)?[ \t\f]*#.*?coding[:=][ \t]*(?i:latin-?1|iso-?8859-?1)\b`)

// Decode returns data as UTF-8, the encoding it was in, and the offset of the first byte that is not
// UTF-8 (-1 if there is none). The text is data itself when nothing had to change.
// Sources: PEP 263 for Python's cookie, RFC 3629 for UTF-8.
func Decode(data []byte) (text []byte, enc Encoding, badByte int) {
	switch {
	case bytes.HasPrefix(data, []byte{0xff, 0xfe}):
		return decodeUTF16(data[2:], binary.LittleEndian), UTF16LE, -1
	case bytes.HasPrefix(data, []byte{0xfe, 0xff}):
		return decodeUTF16(data[2:], binary.BigEndian), UTF16BE, -1
	case utf8.Valid(data):
		if bytes.HasPrefix(data, []byte(BOM)) {
			return data, UTF8BOM, -1
		}
		return data, UTF8, -1
	case cookie.Match(data[:min(len(data), 400)]):
		return decodeLatin1(data), Latin1, -1
	}
	return replaceInvalid(data)
}

func decodeUTF16(data []byte, order binary.ByteOrder) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = order.Uint16(data[2*i:])
	}
	return []byte(string(utf16.Decode(units)))
}

func decodeLatin1(data []byte) []byte {
	text := make([]byte, 0, len(data)+len(data)/8)
	for _, b := range data {
		text = utf8.AppendRune(text, rune(b))
	}
	return text
}

// replaceInvalid puts '?' for each bad byte, so that offsets stay those of the file.
func replaceInvalid(data []byte) ([]byte, Encoding, int) {
	text, first := bytes.Clone(data), -1
	for i := 0; i < len(text); {
		r, size := utf8.DecodeRune(text[i:])
		if r == utf8.RuneError && size == 1 {
			if first < 0 {
				first = i
			}
			text[i] = '?'
		}
		i += size
	}
	return text, Invalid, first
}

// SkipASCII returns the offset of the first byte of text, from the one at the given offset on, that is not ASCII, or the
// text's length if all are.
func SkipASCII(text []byte, at int) int {
	for ; at+8 <= len(text); at += 8 {
		if high := binary.LittleEndian.Uint64(text[at:]) & 0x8080808080808080; high != 0 {
			return at + bits.TrailingZeros64(high)/8
		}
	}
	for at < len(text) && text[at] < utf8.RuneSelf {
		at++
	}
	return at
}

// IsBinary reports whether data looks like something other than text: a NUL byte outside UTF-16.
func IsBinary(data []byte) bool {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		return false
	}
	return bytes.IndexByte(data, 0) >= 0
}
