package report

import (
	"bufio"
	"cmp"
	"fmt"
	"html"
	"io"
	"slices"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report/inert"
)

// markdownMax is the length in bytes that a report stays below. GitHub refuses a job summary of more than 1 MiB, which the
// other commands of the step write to as well.
// Source: https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-commands#step-isolation-and-limits
const markdownMax = 1_000_000

// Markdown writes a report for $GITHUB_STEP_SUMMARY and comments: tables by severity and rule, then the findings of each file,
// folded. What comes from files stands in HTML, where nothing of it is Markdown; what there is no room for is counted.
func Markdown(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	written, _ := out.WriteString(overview(r.Result))
	left := len(r.Result.Findings)
	for path, findings := range byFile(all(r.Result)) {
		section, n := markdownFile(path, findings, markdownMax-written)
		out.WriteString(section)
		written += len(section)
		left -= n
	}
	if left > 0 {
		fmt.Fprintf(out, "%s left out, since a summary has to stay below 1 MiB.\n", plural(left, "finding"))
	}
	return out.Flush()
}

// overview returns the report without its findings.
func overview(r *lint.Result) string {
	var b strings.Builder
	fmt.Fprintf(&b, "## agentlint\n\n%s (%s)\n\n", found(r), looked(r))
	if len(r.Findings) > 0 {
		b.WriteString("| severity | findings |\n| --- | ---: |\n")
		for _, s := range severities {
			fmt.Fprintf(&b, "| %s | %d |\n", s, r.Count(s))
		}
		b.WriteString("\n| rule | findings | |\n| --- | ---: | --- |\n")
		for _, c := range byRule(all(r)) {
			fmt.Fprintf(&b, "| [%s](%s) | %d | %s |\n", c.rule.ID, PageURL(c.rule), c.findings, tableCell(c.rule.Summary()))
		}
		b.WriteString("\n")
	}
	for _, n := range failures(r) {
		markdownFailure(&b, n)
	}
	return b.String()
}

func markdownFailure(b *strings.Builder, n lint.Notice) {
	if b.Len() < markdownMax/2 {
		fmt.Fprintf(b, "<p><code>%s</code> could not be checked: %s</p>\n\n", escapeHTML(n.Path), escapeHTML(n.Message))
	}
}

// markdownFile returns the findings of a file as a folded table of at most room bytes, and how many it holds. There is no blank
// line in it, which would end the HTML.
func markdownFile(path string, findings []*lint.Finding, room int) (section string, n int) {
	var b strings.Builder
	fmt.Fprintf(&b, "<details><summary><code>%s</code>: %s</summary>\n<table>\n", escapeHTML(path), plural(len(findings), "finding"))
	const end = "</table>\n</details>\n\n"
	for _, f := range findings {
		row := fmt.Sprintf("<tr><td>%d:%d</td><td>%s</td><td>%s</td><td>%s</td></tr>\n",
			f.Start.Line, f.Start.Column, f.Severity, escapeHTML(f.Message), f.Rule.ID)
		if b.Len()+len(row)+len(end) > room {
			break
		}
		b.WriteString(row)
		n++
	}
	if n == 0 {
		return "", 0
	}
	return b.String() + end, n
}

// escapeHTML returns text from a file, visible and without markup.
func escapeHTML(s string) string { return html.EscapeString(inert.Text(s)) }

// tableCell keeps text of ours from ending its cell.
func tableCell(s string) string { return strings.ReplaceAll(s, "|", `\|`) }

// A ruleCount is how many findings a rule has.
type ruleCount struct {
	rule     *lint.Rule
	findings int
}

// byRule counts findings by rule: most first, then by ID.
func byRule(findings []*lint.Finding) []ruleCount {
	index := map[string]int{}
	var counts []ruleCount
	for _, f := range findings {
		i, ok := index[f.Rule.ID]
		if !ok {
			i = len(counts)
			index[f.Rule.ID] = i
			counts = append(counts, ruleCount{rule: f.Rule})
		}
		counts[i].findings++
	}
	slices.SortFunc(counts, func(a, b ruleCount) int {
		return cmp.Or(b.findings-a.findings, cmp.Compare(a.rule.ID, b.rule.ID))
	})
	return counts
}
