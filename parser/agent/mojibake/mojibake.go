// Package mojibake finds UTF-8 text that was once decoded with the wrong table, and proves what it was.
//
// An em dash saved as UTF-8 and read as Mac Roman shows as "‚Äî". Encoding those three characters as Mac Roman
// gives the bytes of the em dash back, so the damage can be undone without loss.
package mojibake

import (
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"github.com/agentlint/agentlint/parser/source"
)

// A Run is one stretch of damaged text on one line.
type Run struct {
	Start, End int    // bytes of the searched text
	Text       string // what the run was; encoded as UTF-8 and decoded with Codec it is the run again, byte for byte
	Codec      string // the table that was used by mistake: Mac Roman, Windows-1252 or Latin-1
}

// codecs are the single-byte tables that editors and shells really fall back to, most telling first.
var codecs = []struct {
	name  string
	table *charmap.Charmap
}{
	{"Mac Roman", charmap.Macintosh},
	{"Windows-1252", charmap.Windows1252},
	{"Latin-1", charmap.ISO8859_1},
}

// Find returns the damaged runs of text in order. A run is a maximal stretch of non-ASCII characters.
func Find(text []byte) []Run {
	var runs []Run
	for i := source.SkipASCII(text, 0); i < len(text); i = source.SkipASCII(text, i) {
		start := i
		for i < len(text) && text[i] >= utf8.RuneSelf {
			i++
		}
		if utf8.RuneCount(text[start:i]) < 2 {
			continue // no byte beyond ASCII is UTF-8 alone
		}
		if decoded, codec, ok := undo(string(text[start:i])); ok {
			runs = append(runs, Run{start, i, decoded, codec})
		}
	}
	return runs
}

// Repair returns text with every damaged run replaced by what it was, and text itself if there is none.
func Repair(text []byte) []byte {
	runs := Find(text)
	if len(runs) == 0 {
		return text
	}
	var repaired []byte
	end := 0
	for _, r := range runs {
		repaired = append(append(repaired, text[end:r.Start]...), r.Text...)
		end = r.End
	}
	return append(repaired, text[end:]...)
}

func undo(run string) (text, codec string, ok bool) {
	for _, c := range codecs {
		encoded, ok := encode(run, c.table)
		if ok && utf8.Valid(encoded) && plausible(string(encoded)) && decode(encoded, c.table) == run {
			return string(encoded), c.name, true
		}
	}
	return "", "", false
}

// encode and decode follow the WHATWG tables: a byte without a character (five of Windows-1252) stands for the
// control character of the same number. Source: https://encoding.spec.whatwg.org/#legacy-single-byte-encodings

func encode(run string, table *charmap.Charmap) ([]byte, bool) {
	encoded := make([]byte, 0, len(run))
	for _, r := range run {
		b, ok := table.EncodeRune(r)
		if !ok && (r > 0xff || table.DecodeByte(byte(r)) != utf8.RuneError) {
			return nil, false
		}
		if !ok {
			b = byte(r)
		}
		encoded = append(encoded, b)
	}
	return encoded, true
}

func decode(encoded []byte, table *charmap.Charmap) string {
	runes := make([]rune, len(encoded))
	for i, b := range encoded {
		runes[i] = table.DecodeByte(b)
		if runes[i] == utf8.RuneError {
			runes[i] = rune(b)
		}
	}
	return string(runes)
}

// expected are the characters that English technical prose has beside ASCII. A run that decodes to anything
// else is more likely to be text in another language than damage.
var expected = &unicode.RangeTable{
	R16: []unicode.Range16{
		{Lo: 0x00a0, Hi: 0x00ff, Stride: 1}, // Latin-1
		{Lo: 0x2000, Hi: 0x206f, Stride: 1}, // general punctuation
		{Lo: 0x20a0, Hi: 0x20cf, Stride: 1}, // currency symbols
		{Lo: 0x20e3, Hi: 0x20e3, Stride: 1}, // keycap
		{Lo: 0x2100, Hi: 0x214f, Stride: 1}, // letterlike symbols
		{Lo: 0x2190, Hi: 0x27bf, Stride: 1}, // arrows, operators, box drawing, shapes, symbols, dingbats
		{Lo: 0x2b00, Hi: 0x2bff, Stride: 1}, // more arrows and stars
		{Lo: 0xfe0e, Hi: 0xfe0f, Stride: 1}, // variation selectors of emoji
		{Lo: 0xfeff, Hi: 0xfeff, Stride: 1}, // byte order mark
	},
	R32:         []unicode.Range32{{Lo: 0x1f000, Hi: 0x1faff, Stride: 1}}, // emoji
	LatinOffset: 1,
}

func plausible(text string) bool {
	for _, r := range text {
		if !unicode.Is(expected, r) {
			return false
		}
	}
	return true
}
