package ci

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/report"
	"github.com/agentlint/agentlint/report/inert"
)

// githubMax is how many annotations of each level GitHub keeps of a step; it drops the others without a word.
// Source: https://github.com/actions/toolkit/blob/main/docs/problem-matchers.md#limitations
const githubMax = 10

// What the runner takes back: https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts
var (
	githubData     = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	githubProperty = strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
)

// GitHub writes workflow commands, which GitHub Actions shows as annotations of the lines they are about: the ten worst findings
// of each level, and how many more there are.
func GitHub(w io.Writer, r report.Report) error {
	out := bufio.NewWriter(w)
	groups := lint.Groups(r.Result.Findings)
	left, room := len(groups), githubRoom(groups)
	for _, s := range report.Severities {
		for _, g := range groups {
			if g.Severity() == s && room[s] > 0 {
				room[s]--
				left--
				annotate(r, out, g)
			}
		}
	}
	if left > 0 {
		fmt.Fprintf(out, "::notice title=agentlint::%s not shown here, since GitHub keeps %d annotations per level\n", report.Plural(left, "more finding"), githubMax)
	}
	return out.Flush()
}

// githubRoom returns how many findings of each severity are shown. If that is not all, the notice that says so needs a place.
func githubRoom(groups []lint.Group) map[lint.Severity]int {
	count, room := map[lint.Severity]int{}, map[lint.Severity]int{}
	for _, g := range groups {
		count[g.Severity()]++
	}
	shown := 0
	for _, s := range report.Severities {
		room[s] = githubMax
		shown += min(count[s], githubMax)
	}
	if shown < len(groups) {
		room[lint.Note]--
	}
	return room
}

func annotate(r report.Report, out *bufio.Writer, g lint.Group) {
	f, rules := g[0], strings.Join(g.Rules(), ", ")
	title := fmt.Sprintf("agentlint (%s)", rules)
	fmt.Fprintf(out, "::%s title=%s,file=%s,line=%d", githubLevel(g.Severity()),
		githubProperty.Replace(title), githubProperty.Replace(inert.Text(r.InRepository(f.Path))), f.Start.Line)
	if f.End.Line == f.Start.Line { // the runner ignores columns of a range of lines
		fmt.Fprintf(out, ",col=%d", f.Start.Column)
	}
	fmt.Fprintf(out, ",endLine=%d", max(f.Start.Line, f.End.Line))
	if f.End.Line == f.Start.Line {
		fmt.Fprintf(out, ",endColumn=%d", f.End.Column)
	}
	message := fmt.Sprintf("%s: %s: %s", report.PlaceOf(f), rules, inert.Text(g.Message()))
	for _, f := range g {
		if len(g) > 1 {
			message += fmt.Sprintf("\n  %s: %s", f.Rule.ID, inert.Text(f.Says()))
		}
		if help := f.Rule.Help(); help != "" {
			message += "\n  help: " + inert.Text(help)
		}
	}
	fmt.Fprintf(out, "::%s\n", githubData.Replace(message))
}

// githubLevel is the workflow command for a severity.
func githubLevel(s lint.Severity) string {
	if s == lint.Note {
		return "notice"
	}
	return string(s)
}
