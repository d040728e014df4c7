package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/source"
)

// The caret stands under the finding in a terminal's columns, whatever is before it.
func TestExcerpt(t *testing.T) {
	for _, test := range []struct{ name, line, marked, want string }{
		{"plain", "a bad b", "bad", "a bad b\n  ^^^"},
		{"accent", "é bad", "bad", "é bad\n  ^^^"},
		{"combining", "e\u0301 bad", "bad", "e\u0301 bad\n  ^^^"},
		{"wide", "日本 bad", "bad", "日本 bad\n     ^^^"},
		{"wide finding", "a 日本", "日本", "a 日本\n  ^^^^"},
		{"emoji", "😀 bad", "bad", "😀 bad\n   ^^^"},
		{"tab", "\tbad", "bad", "    bad\n    ^^^"},
		{"tab inside", "a\tb", "a\tb", "a    b\n^^^^^^"},
		{"escape", "\x1b[1m bad", "bad", "\\x1b[1m bad\n        ^^^"},
		{"bidi", "\u202e bad", "bad", "\\u202e bad\n       ^^^"},
		{"joined emoji", "👩\u200d💻 bad", "bad", "👩\\u200d💻 bad\n           ^^^"},
		{"byte order mark", "\ufeffbad", "bad", "\\ufeffbad\n      ^^^"},
		{"logging command", "## ##vso[x] ##[y] bad", "bad", "## ##vso\\x5bx] ##\\x5by] bad\n                        ^^^"},
		{"split logging command", "##vso[x]", "so", "##vso\\x5bx]\n   ^^"},
		{"no extent", "ab", "", "ab\n  ^"},
		{"to the end of the first line", "a bad\nmore", "bad\nmore", "a bad\n  ^^^"},
		{"line end only", "a\r\nb", "\r\n", "a\n ^"},
	} {
		t.Run(test.name, func(t *testing.T) {
			file := source.New("a.py", []byte(test.line))
			start := strings.Index(test.line, test.marked)
			if test.marked == "" {
				start = len(test.line)
			}
			got, ok := excerptOf(file, start, start+len(test.marked), 1)
			if !ok {
				t.Fatal("no excerpt")
			}
			drawn := fmt.Sprintf("%s\n%s%s", got.Text(), strings.Repeat(" ", got.Indent()), strings.Repeat("^", got.Width()))
			if diff := cmp.Diff(test.want, drawn); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestExcerptOfLongLine(t *testing.T) {
	line := strings.Repeat("日", 50_000) + "bad" + strings.Repeat("x", 50_000)
	file := source.New("a.py", []byte(line))
	got, _ := excerptOf(file, 150_000, 150_003, 1)
	want := Excerpt{"…" + strings.Repeat("日", 60), "bad", strings.Repeat("x", 137) + "…"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
	if got, _ := excerptOf(file, 0, len(line), 1); got.Width() > 2*maxLine {
		t.Errorf("a finding on all of a long line is marked over %d columns", got.Width())
	}
}

// The file may have changed since it was checked.
func TestExcerptOfStaleFile(t *testing.T) {
	file := source.New("a.py", []byte("é\n"))
	for line := range 5 {
		for start := range 9 {
			for end := range 9 {
				excerptOf(file, start, end, line)
			}
		}
	}
	if _, ok := excerptOf(file, 90, 95, 9); ok {
		t.Error("excerpt of a line that is not there")
	}
}
