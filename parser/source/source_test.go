package source_test

import (
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/source"
)

// A column far along a line is counted from places in between, and is the same.
func TestPositionOnLongLine(t *testing.T) {
	text := "short\n" + strings.Repeat("aü→😀", 10_000) + "\nx"
	f := source.New("a.md", []byte(text))
	for offset := len("short\n"); offset < len(text)-2; offset += 997 {
		for !utf8.RuneStart(text[offset]) {
			offset++
		}
		want := source.Position{Line: 2, Column: utf8.RuneCountInString(text[len("short\n"):offset]) + 1, Offset: offset}
		if got := f.Position(offset); got != want {
			t.Fatalf("Position(%d) = %+v, want %+v", offset, got, want)
		}
	}
	if around := f.Around(50_000); len(around) > 500 || !strings.Contains(text, string(around)) {
		t.Errorf("%d bytes around a place", len(around))
	}
	f.Reset("b.md", []byte("y"))
	if got := f.Position(1); got != (source.Position{Line: 1, Column: 2, Offset: 1}) {
		t.Errorf("a file that is used again has %+v", got)
	}
}

// Eight bytes are looked at at once, so what is not ASCII may be anywhere in them.
func TestSkipASCII(t *testing.T) {
	for at := range 20 {
		text := []byte(strings.Repeat("a", at) + "ü" + strings.Repeat("a", 20-at) + "ü")
		for from := range at + 1 {
			if got := source.SkipASCII(text, from); got != at {
				t.Errorf("SkipASCII(%q, %d) = %d, want %d", text, from, got, at)
			}
		}
		if got := source.SkipASCII(text[:at], 0); got != at {
			t.Errorf("SkipASCII(%q) = %d", text[:at], got)
		}
	}
}
