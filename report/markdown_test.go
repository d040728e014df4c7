package report

import (
	"fmt"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
)

// GitHub refuses a summary that is too long, all of it.
func TestMarkdownIsShort(t *testing.T) {
	r := many(0, 0, 50_000)
	for i := range r.Result.Findings {
		r.Result.Findings[i].Message = strings.Repeat("<", 20)
	}
	out := render(t, Markdown, r)
	shown := strings.Count(out, "<tr>")
	if len(out) > 1<<20 || len(out) < 900_000 {
		t.Errorf("%d bytes", len(out))
	}
	if want := fmt.Sprintf("\n%d findings left out", 50_000-shown); !strings.Contains(out, want) {
		t.Errorf("does not say%s", want)
	}
	if strings.Count(out, "<details>") != strings.Count(out, "</details>") {
		t.Error("a file's findings are not closed")
	}
}

func TestMarkdownOfManyFailures(t *testing.T) {
	r := newBuilder(nil).Report
	for range 100_000 {
		r.Result.Notices = append(r.Result.Notices, lint.Notice{Kind: lint.Failed, Path: "a.py", Message: "permission denied"})
	}
	if out := render(t, Markdown, r); len(out) > 1<<20 {
		t.Errorf("%d bytes", len(out))
	}
}
