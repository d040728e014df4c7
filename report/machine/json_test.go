package machine

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

// A line is a finding, so that line tools work on the report too.
func TestJSONLines(t *testing.T) {
	b := reporttest.NewBuilder(map[string]string{"a.py": "x < y && z\n"})
	b.Add(reporttest.BareExcept, "a.py", "x", "a\nb <c> & d")
	b.Add(reporttest.BareExcept, "a.py", "y", "second")
	out := reporttest.Render(t, JSON, b.Report)
	if !strings.Contains(out, `"message":"a\nb <c> & d"`) {
		t.Error("message is escaped as if for HTML:", out)
	}
	if got := strings.Count(out, "\n"); got != 4 {
		t.Errorf("%d lines, want 4", got)
	}
}

// What looks at a report may be a terminal; what reads it gets the text as it was.
func TestJSONIsInertAndExact(t *testing.T) {
	message := "<é 日 😀> \x1b[2J \x7f \u009b \u202e \u200b \U000e0041 \u2028 \\ \" ##[add-mask]x ##vso[a.b]"
	b := reporttest.NewBuilder(map[string]string{"a.py": "x"})
	b.Add(reporttest.BareExcept, "a.py", "x", message)
	out := reporttest.Render(t, JSON, b.Report)
	for _, r := range out {
		if r != '\n' && !unicode.IsGraphic(r) {
			t.Errorf("%q reaches the terminal", r)
		}
	}
	var got struct{ Findings []jsonFinding }
	if err := json.Unmarshal([]byte(out), &got); err != nil {
		t.Fatal(err)
	}
	if got.Findings[0].Message != message {
		t.Errorf("message %q became %q", message, got.Findings[0].Message)
	}
}

func TestJSONIsValid(t *testing.T) {
	bad := reporttest.NewBuilder(map[string]string{"a\xff.py": "x"})
	bad.Add(&lint.Rule{ID: "r", Severity: lint.Error}, "a\xff.py", "x", "\xff\x00\u2028")
	for _, r := range []report.Report{reporttest.Sample, reporttest.NewBuilder(nil).Report, bad.Report} {
		if out := reporttest.Render(t, JSON, r); !json.Valid([]byte(out)) {
			t.Error("invalid JSON:", out)
		}
	}
}
