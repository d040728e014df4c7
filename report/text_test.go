package report

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report/inert"
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
			drawn := fmt.Sprintf("%s\n%s%s", got.text(), strings.Repeat(" ", got.indent()), strings.Repeat("^", got.width()))
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
	want := excerpt{"…" + strings.Repeat("日", 60), "bad", strings.Repeat("x", 137) + "…"}
	if diff := cmp.Diff(want, got, cmp.AllowUnexported(excerpt{})); diff != "" {
		t.Error(diff)
	}
	if got, _ := excerptOf(file, 0, len(line), 1); got.width() > 2*maxLine {
		t.Errorf("a finding on all of a long line is marked over %d columns", got.width())
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

// Whatever a file holds, the report stays printable text whose lines it does not start.
func FuzzTextIsInert(f *testing.F) {
	f.Add("a.py\n::error::x", "\x1b[2J\u202e", "x\r::stop-commands::\x9b")
	f.Fuzz(func(t *testing.T, path, message, text string) {
		b := newBuilder(map[string]string{path: text})
		b.add(&lint.Rule{ID: "bare-except", Severity: lint.Error}, path, text, message)
		out := render(t, Text, b.Report)
		for _, r := range out {
			if r != '\n' && r != inert.EmojiStyle && !unicode.IsGraphic(r) {
				t.Errorf("%q reaches the terminal", r)
			}
		}
		if n := strings.Count(out, "\n"); n > 6 {
			t.Errorf("%d lines:\n%s", n, out)
		}
	})
}

func TestSummary(t *testing.T) {
	finding := func(s lint.Severity, path string) lint.Finding {
		return lint.Finding{Rule: unquoted, Severity: s, Path: path}
	}
	for want, result := range map[string]lint.Result{
		"no findings (1 file checked)":                     {Checked: 1},
		"no findings (0 files checked, 2 skipped)":         {Skipped: 2},
		"no findings (3 files checked, 1 failed)":          {Checked: 3, Failed: 1},
		"1 error in 1 file (1 file checked)":               {Checked: 1, Findings: []lint.Finding{finding(lint.Error, "a")}},
		"1 warning, 2 notes in 2 files (12 files checked)": {Checked: 12, Findings: []lint.Finding{finding(lint.Note, "a"), finding(lint.Warning, "a"), finding(lint.Note, "b")}},
		"3 errors in 3 files (3 files checked, 1 skipped)": {Checked: 3, Skipped: 1, Findings: []lint.Finding{finding(lint.Error, "a"), finding(lint.Error, "b"), finding(lint.Error, "c")}},
	} {
		out := strings.TrimSpace(render(t, Text, Report{Result: &result}))
		if got := out[strings.LastIndex(out, "\n")+1:]; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
