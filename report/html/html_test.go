package html

import (
	"regexp"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/reporttest"
)

// The page's policy knows the style and script that are in it, and lets nothing else load or run.
func TestPolicy(t *testing.T) {
	out := reporttest.Render(t, Write, reporttest.Hostile())
	for _, text := range []string{"<style>" + htmlStyle + "</style>", "<script>" + htmlScript + "</script>"} {
		if strings.Count(out, text) != 1 {
			t.Errorf("not in the page as it was hashed: %.60s", text)
		}
	}
	for _, attribute := range regexp.MustCompile(`<[^>]* (?:style|on[a-z]+|src)=`).FindAllString(reporttest.Render(t, Write, reporttest.Harmless()), -1) {
		t.Errorf("the policy forbids %s", attribute)
	}
	if strings.Contains(htmlStyle, "url(") || strings.Contains(htmlStyle, "@import") {
		t.Error("the style loads something")
	}
}

func TestHTMLShowsTheWorst(t *testing.T) {
	out := reporttest.Render(t, Write, reporttest.Many(6_000, 3_000, 3_000))
	for class, want := range map[string]int{"error": 6_000, "warning": 3_000, "note": 1_000} {
		if got := strings.Count(out, `tabindex="-1" class="`+class+`"`); got != want {
			t.Errorf("%d of %s, want %d", got, class, want)
		}
	}
	if !strings.Contains(out, "the 10000 worst findings; 2000 more are not shown") {
		t.Error("does not say that some are left out")
	}
}

func TestHTMLIDsAreUnique(t *testing.T) {
	seen := map[string]bool{}
	for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(reporttest.Render(t, Write, reporttest.Sample), -1) {
		if seen[id[1]] {
			t.Errorf("two elements have the id %s", id[1])
		}
		seen[id[1]] = true
	}
	for _, use := range regexp.MustCompile(`(?:href="|url\(|labelledby=")#?([a-z][a-z0-9-]*)["\)]`).FindAllStringSubmatch(reporttest.Render(t, Write, reporttest.Sample), -1) {
		if !seen[use[1]] {
			t.Errorf("no element has the id %s", use[1])
		}
	}
}

func TestBars(t *testing.T) {
	var result lint.Result
	add := func(s lint.Severity, texts ...string) {
		var broken []lint.Broken
		for _, text := range texts {
			broken = append(broken, lint.Broken{Text: text, Path: "a", Start: source.Position{Line: 1}})
		}
		result.Findings = append(result.Findings, lint.Finding{Rule: &lint.Rule{}, Breaks: broken, Severity: s})
	}
	add(lint.Error, "seed", "log")
	add(lint.Note, "seed")
	add(lint.Note)
	var got []string
	for _, b := range bars(&result, bullets) {
		line := b.Name
		for _, p := range b.Parts {
			line += strings.Repeat(p.Severity[:1], p.Width/250)
		}
		got = append(got, line)
	}
	if diff := cmp.Diff([]string{"seed (a:1)eenn", "log (a:1)ee"}, got); diff != "" {
		t.Error(diff)
	}
}

func TestTooManyBars(t *testing.T) {
	var result lint.Result
	for i := range 30 {
		result.Findings = append(result.Findings, lint.Finding{Rule: &lint.Rule{Family: string(rune('a' + i))}, Severity: lint.Error})
	}
	got := bars(&result, func(f *lint.Finding) []string { return []string{f.Rule.Family} })
	if last := got[len(got)-1]; len(got) != 10 || last.Name != "21 others" || last.Count != 21 {
		t.Errorf("%d bars, the last is %s with %d", len(got), last.Name, last.Count)
	}
}

func TestSpans(t *testing.T) {
	want := []htmlSpan{{"Write ", false}, {"a=<b>", true}, {".", false}}
	if diff := cmp.Diff(want, spans("Write `a=<b>`.")); diff != "" {
		t.Error(diff)
	}
}

// A browser sees no markup of the file's.
func TestHostileTextIsNoMarkup(t *testing.T) {
	tags := func(r report.Report) []string {
		document := reporttest.Render(t, Write, r)
		for _, own := range []string{htmlStyle, htmlScript} {
			document = strings.Replace(document, own, "", 1)
		}
		return reporttest.Tags(document)
	}
	if diff := cmp.Diff(tags(reporttest.Harmless()), tags(reporttest.Hostile())); diff != "" {
		t.Error("text of a file became markup:", diff)
	}
}
