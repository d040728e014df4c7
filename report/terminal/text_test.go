package terminal

import (
	"strings"
	"testing"
	"unicode"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
	"github.com/agentlint/agentlint/report/reporttest"
)

// Whatever a file holds, the report stays printable text whose lines it does not start.
func FuzzTextIsInert(f *testing.F) {
	f.Add("a.py\n::error::x", "\x1b[2J\u202e", "x\r::stop-commands::\x9b")
	f.Fuzz(func(t *testing.T, path, message, text string) {
		b := reporttest.NewBuilder(map[string]string{path: text})
		b.Add(&lint.Rule{ID: "bare-except", Severity: lint.Error}, path, text, message)
		out := reporttest.Render(t, Text, b.Report)
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
		return lint.Finding{Rule: reporttest.Unquoted, Severity: s, Path: path}
	}
	for want, result := range map[string]lint.Result{
		"no findings (1 file checked)":                     {Checked: 1},
		"no findings (0 files checked, 2 skipped)":         {Skipped: 2},
		"no findings (3 files checked, 1 failed)":          {Checked: 3, Failed: 1},
		"1 error in 1 file (1 file checked)":               {Checked: 1, Findings: []lint.Finding{finding(lint.Error, "a")}},
		"1 warning, 2 notes in 2 files (12 files checked)": {Checked: 12, Findings: []lint.Finding{finding(lint.Note, "a"), finding(lint.Warning, "a"), finding(lint.Note, "b")}},
		"3 errors in 3 files (3 files checked, 1 skipped)": {Checked: 3, Skipped: 1, Findings: []lint.Finding{finding(lint.Error, "a"), finding(lint.Error, "b"), finding(lint.Error, "c")}},
	} {
		out := strings.TrimSpace(reporttest.Render(t, Text, report.Report{Result: &result}))
		if got := out[strings.LastIndex(out, "\n")+1:]; got != want {
			t.Errorf("got  %s\nwant %s", got, want)
		}
	}
}
