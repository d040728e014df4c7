package report

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode"

	"github.com/agentlint/agentlint/lint"
)

// A line is a finding, so that line tools work on the report too.
func TestJSONLines(t *testing.T) {
	b := newBuilder(map[string]string{"a.py": "x < y && z\n"})
	b.add(bareExcept, "a.py", "x", "a\nb <c> & d")
	b.add(bareExcept, "a.py", "y", "second")
	out := render(t, JSON, b.Report)
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
	b := newBuilder(map[string]string{"a.py": "x"})
	b.add(bareExcept, "a.py", "x", message)
	out := render(t, JSON, b.Report)
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
	bad := newBuilder(map[string]string{"a\xff.py": "x"})
	bad.add(&lint.Rule{ID: "r", Severity: lint.Error}, "a\xff.py", "x", "\xff\x00\u2028")
	for _, r := range []Report{sample, newBuilder(nil).Report, bad.Report} {
		if out := render(t, JSON, r); !json.Valid([]byte(out)) {
			t.Error("invalid JSON:", out)
		}
	}
}
