package lsp

import (
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/source"
)

func TestPosition(t *testing.T) {
	f := source.New("f", []byte("aé🚀z\r\nb\n"))
	for _, test := range []struct {
		offset int
		want   map[Encoding]Position
	}{
		{0, map[Encoding]Position{UTF8: {0, 0}, UTF16: {0, 0}, UTF32: {0, 0}}},
		{3, map[Encoding]Position{UTF8: {0, 3}, UTF16: {0, 2}, UTF32: {0, 2}}},
		{7, map[Encoding]Position{UTF8: {0, 7}, UTF16: {0, 4}, UTF32: {0, 3}}},
		{8, map[Encoding]Position{UTF8: {0, 8}, UTF16: {0, 5}, UTF32: {0, 4}}},
		{10, map[Encoding]Position{UTF8: {1, 0}, UTF16: {1, 0}, UTF32: {1, 0}}},
		{12, map[Encoding]Position{UTF8: {2, 0}, UTF16: {2, 0}, UTF32: {2, 0}}},
	} {
		for encoding, want := range test.want {
			if got := encoding.Position(f, test.offset); got != want {
				t.Errorf("%s: position of %d is %v, want %v", encoding, test.offset, got, want)
			}
			if got := encoding.Offset(f, want); got != test.offset {
				t.Errorf("%s: offset of %v is %d, want %d", encoding, want, got, test.offset)
			}
		}
	}
}

func TestOffsetStaysInTheText(t *testing.T) {
	f := source.New("f", []byte("a🚀b\nc"))
	for position, want := range map[Position]int{
		{0, 99}:         6, // the end of the line
		{0, 2}:          1, // inside the surrogate pair
		{0, -1}:         0,
		{1, 1}:          8,
		{2, 0}:          8,
		{99, 3}:         8,
		{-1, 0}:         8,
		{1 << 62, 1}:    8,
		{0, 1<<63 - 1}:  6,
		{1<<63 - 1, 10}: 8,
	} {
		if got := UTF16.Offset(f, position); got != want {
			t.Errorf("offset of %v is %d, want %d", position, got, want)
		}
	}
}

func TestPath(t *testing.T) {
	for uri, want := range map[string]string{
		"file:///a/b%20c/%C3%A9.py": "/a/b c/é.py",
		"file://localhost/a":        "/a",
		"file://server/a":           "",
		"untitled:Untitled-1":       "",
		"file:///a/%zz":             "",
		"":                          "",
	} {
		path, ok := Path(uri)
		if path != want && ok || ok != (want != "") {
			t.Errorf("path of %q is %q, %t; want %q", uri, path, ok, want)
		}
	}
	if got := URI("/a/b c/é#?.py"); got != "file:///a/b%20c/%C3%A9%23%3F.py" {
		t.Error(got)
	}
}

// FuzzApply makes changes anywhere: the text stays UTF-8, and each place in it converts to a position and back.
func FuzzApply(f *testing.F) {
	f.Add("aé🚀z\r\nb\rc\n", 0, 3, 1, 0, "x\n")
	f.Add("", 0, 0, 9, 9, "🚀")
	f.Add("a\n", 1, 0, 0, 0, "")
	f.Fuzz(func(t *testing.T, text string, startLine, start, endLine, end int, put string) {
		if !utf8.ValidString(text) || !utf8.ValidString(put) {
			return // JSON has no such strings
		}
		for _, e := range []Encoding{UTF8, UTF16, UTF32} {
			file := e.Apply(source.New("f", []byte(text)), Change{Range: &Range{Position{startLine, start}, Position{endLine, end}}, Text: put})
			if len(file.Text) > len(text)+len(put) || !utf8.Valid(file.Text) {
				t.Fatalf("%s: %q becomes %q", e, text, file.Text)
			}
			for offset, r := range string(file.Text) {
				p := e.Position(file, offset)
				isInsideLineEnd := offset > 0 && file.Text[offset] == '\n' && file.Text[offset-1] == '\r'
				if got := e.Offset(file, p); got != offset && !isInsideLineEnd {
					t.Fatalf("%s: %d in %q is at %v, which is %d (%q, %d units)", e, offset, file.Text, p, got, r, utf16.RuneLen(r))
				}
			}
		}
	})
}
