package report

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/agentlint/agentlint/lint"
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
func GitHub(w io.Writer, r Report) error {
	out := bufio.NewWriter(w)
	left := len(r.Result.Findings)
	room := githubRoom(r.Result)
	for _, s := range severities {
		for i := range r.Result.Findings {
			if f := &r.Result.Findings[i]; f.Severity == s && room[s] > 0 {
				room[s]--
				left--
				r.annotate(out, f)
			}
		}
	}
	if left > 0 {
		fmt.Fprintf(out, "::notice title=agentlint::%s not shown here, since GitHub keeps %d annotations of a level\n", plural(left, "more finding"), githubMax)
	}
	return out.Flush()
}

// githubRoom returns how many findings of each severity are shown. If that is not all, the notice that says so needs a place.
func githubRoom(r *lint.Result) map[lint.Severity]int {
	room := map[lint.Severity]int{}
	shown := 0
	for _, s := range severities {
		room[s] = githubMax
		shown += min(r.Count(s), githubMax)
	}
	if shown < len(r.Findings) {
		room[lint.Note]--
	}
	return room
}

func (r Report) annotate(out *bufio.Writer, f *lint.Finding) {
	title := fmt.Sprintf("agentlint (%s)", f.Rule.ID)
	fmt.Fprintf(out, "::%s title=%s,file=%s,line=%d", githubLevel(f.Severity),
		githubProperty.Replace(title), githubProperty.Replace(inert.Text(r.inRepository(f.Path))), f.Start.Line)
	if f.End.Line == f.Start.Line { // the runner ignores columns of a range of lines
		fmt.Fprintf(out, ",col=%d", f.Start.Column)
	}
	fmt.Fprintf(out, ",endLine=%d", max(f.Start.Line, f.End.Line))
	if f.End.Line == f.Start.Line {
		fmt.Fprintf(out, ",endColumn=%d", f.End.Column)
	}
	message := fmt.Sprintf("%s: %s: %s", place(f.Path, f.Start), f.Rule.ID, inert.Text(f.Message))
	if help := f.Rule.Help(); help != "" {
		message += "\n  help: " + inert.Text(help)
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
