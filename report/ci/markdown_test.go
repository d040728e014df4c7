package ci

import (
	"encoding/json"
	"fmt"
	"html"
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

// GitHub refuses a summary that is too long, all of it.
func TestMarkdownIsShort(t *testing.T) {
	r := reporttest.Many(0, 0, 50_000)
	for i := range r.Result.Findings {
		r.Result.Findings[i].Message = strings.Repeat("<", 20)
	}
	out := reporttest.Render(t, Markdown, r)
	shown := strings.Count(out, "<tr>")
	if len(out) > 1<<20 || len(out) < 900_000 {
		t.Errorf("%d bytes", len(out))
	}
	if want := fmt.Sprintf("\n%d findings not shown", 50_000-shown); !strings.Contains(out, want) {
		t.Errorf("does not say%s", want)
	}
	if strings.Count(out, "<details>") != strings.Count(out, "</details>") {
		t.Error("a file's findings are not closed")
	}
}

// autolinks are what hosts of code turn into mentions, references and links.
var autolinks = []string{"@someone", "@org/team", "#1", "GH-1", "gh-2", "!4", "%5", "~6", "$7", "org/repo#3", "https://example.com", "www.example.com", "![x](//example.com/y)",
	"[x](y)", "<b>x</b>", "<!--", "&commat;someone", "\\@someone", "a5c3785ed8d6a35868bc169f07e40e889087fd2e", "``` @x `` y"}

// Outside of code there is nothing that a host would turn into something.
func TestCommentsMentionNobody(t *testing.T) {
	links := regexp.MustCompile(`@|[#!%~$]\d|(?i:gh-\d|example)|<b>|a5c3785|href|<img`)
	code := regexp.MustCompile(`(?s)<code>.*?</code>`)
	for _, text := range autolinks {
		b := reporttest.NewBuilder(map[string]string{text + ".py": "x\n"})
		b.Add(&lint.Rule{ID: "r", Severity: lint.Error, Page: "# r\n\nReports x.\n"}, text+".py", "x", text+" and "+text)
		b.Result.Notices = []lint.Notice{{Kind: lint.Failed, Path: text, Message: text}}
		page := reporttest.ToHTML(t, reporttest.Render(t, Markdown, b.Report))
		page = strings.ReplaceAll(page, `<a href="">`, "")
		var d rdDiagnostic
		if err := json.Unmarshal([]byte(reporttest.Render(t, RDJSONL, b.Report)), &d); err != nil {
			t.Fatal(err)
		}
		for format, shown := range map[string]string{"markdown": page, "rdjsonl": reporttest.ToHTML(t, d.Message)} {
			if outside := code.ReplaceAllString(shown, ""); links.MatchString(outside) {
				t.Errorf("%s of %q: %s", format, text, outside)
			}
			if !strings.Contains(html.UnescapeString(shown), text) {
				t.Errorf("%s does not show %q: %s", format, text, shown)
			}
		}
	}
	if got := comment("a bare except catches `SystemExit`, too"); got != "a bare except catches `SystemExit`, too" {
		t.Errorf("plain text becomes %s", got)
	}
}

func TestMarkdownOfManyFailures(t *testing.T) {
	r := reporttest.NewBuilder(nil).Report
	for range 100_000 {
		r.Result.Notices = append(r.Result.Notices, lint.Notice{Kind: lint.Failed, Path: "a.py", Message: "permission denied"})
	}
	if out := reporttest.Render(t, Markdown, r); len(out) > 1<<20 {
		t.Errorf("%d bytes", len(out))
	}
}

// What GitHub makes of it has no markup of the file's.
func TestHostileTextIsNoMarkup(t *testing.T) {
	tags := func(r report.Report) []string {
		return reporttest.Tags(reporttest.ToHTML(t, reporttest.Render(t, Markdown, r)))
	}
	if diff := cmp.Diff(tags(reporttest.Harmless()), tags(reporttest.Hostile())); diff != "" {
		t.Error("text of a file became markup:", diff)
	}
}
