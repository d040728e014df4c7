package ci

import (
	"bufio"
	"fmt"
	"html"
	"io"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// markdownMax is the length in bytes that a report stays below. GitHub refuses a job summary of more than 1 MiB, which the
// other commands of the step write to as well.
// Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const markdownMax = 1_000_000

// Markdown writes a report for $GITHUB_STEP_SUMMARY and comments: tables by severity and rule, then the findings of each file,
// folded. What comes from files is in HTML, where nothing of it is Markdown; what might be a mention or a link is code there.
// What there is no room for is counted.
func Markdown(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	written, _ := out.WriteString(overview(r.Result))
	left := len(r.Result.Findings)
	for path, findings := range report.ByFile(report.All(r.Result)) {
		section, n := markdownFile(path, findings, markdownMax-written)
		out.WriteString(section)
		written += len(section)
		left -= n
	}
	if left > 0 {
		fmt.Fprintf(out, "%s left out, since a summary has to stay below 1 MiB.\n", report.Plural(left, "finding"))
	}
	return out.Flush()
}

// overview returns the report without its findings.
func overview(r *lint.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## agentlint\n\n%s (%s)\n\n", report.Found(r), report.Looked(r))
	if len(r.Findings) > 0 {
		b.WriteString("| severity | findings |\n| --- | ---: |\n")
		for _, s := range report.Severities {
			fmt.Fprintf(&b, "| %s | %d |\n", s, r.Count(s))
		}
		b.WriteString("\n| rule | findings | |\n| --- | ---: | --- |\n")
		for _, c := range report.ByRule(report.All(r)) {
			fmt.Fprintf(&b, "| %s | %d | %s |\n", report.PageLink(c.Rule), c.Findings, tableCell(c.Rule.Summary()))
		}
		b.WriteString("\n`agentlint explain RULE` prints the page of a rule.\n\n")
	}
	for _, n := range report.Failures(r) {
		markdownFailure(&b, n)
	}
	return b.String()
}

func markdownFailure(b *strings.Builder, n lint.Notice) {
	if b.Len() < markdownMax/2 {
		fmt.Fprintf(b, "<p>%s could not be checked: %s</p>\n\n", codeHTML(n.Path), textHTML(n.Message))
	}
}

// markdownFile returns the findings of a file as a folded table of at most room bytes, and how many it holds. There is no blank
// line in it, which would end the HTML.
func markdownFile(path string, findings []*lint.Finding, room int) (section string, n int) {
	var b strings.Builder
	fmt.Fprintf(&b, "<details><summary>%s: %s</summary>\n<table>\n", codeHTML(path), report.Plural(len(findings), "finding"))
	const end = "</table>\n</details>\n\n"
	for _, g := range lint.GroupsOf(findings) {
		row := fmt.Sprintf("<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
			report.InFile(g[0]), g.Severity(), textHTML(g.Message()), strings.Join(g.Rules(), ", "))
		if b.Len()+len(row)+len(end) > room {
			break
		}
		b.WriteString(row)
		n += len(g)
	}
	if n == 0 {
		return "", 0
	}
	return b.String() + end, n
}

// codeHTML returns text from a file as code, visible and without markup.
func codeHTML(s string) string { return "<code>" + html.EscapeString(inert.Text(s)) + "</code>" }

// textHTML returns text from a file, visible and without markup, as code if it may hold any.
func textHTML(s string) string {
	if markup.MatchString(s) {
		return codeHTML(s)
	}
	return html.EscapeString(inert.Text(s))
}

// markup matches what a comment in Markdown may have a mention, a reference, a link, an image or HTML for. Hosts of code look
// for @name, #1, GH-1, owner/repository#1, !1 and the like in all text that is not code, that in HTML included.
// Sources: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/autolinked-references-and-urls,
// https://docs.gitlab.com/user/markdown/#gitlab-specific-references
var markup = pattern.New(`[@<\[\\&]|[#!%~$]\w|(?i:GH-\d|://|www\.)|[0-9a-f]{7}`)

// comment returns text for a comment in Markdown: as it is if that says the same there, else as code.
func comment(s string) string {
	if !markup.MatchString(s) {
		return s
	}
	fence := "`"
	for strings.Contains(s, fence) {
		fence += "`"
	}
	return fence + " " + s + " " + fence
}

// tableCell keeps text of ours from ending its cell.
func tableCell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }
