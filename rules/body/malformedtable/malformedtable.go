// Package malformedtable defines the rule malformed-table.
package malformedtable

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
)

//go:embed malformedtable.md
var page string

// Rule reports tables whose rows have not as many cells as their header.
var Rule = &lint.Rule{
	ID:       "malformed-table",
	Severity: lint.Warning,
	Page:     page,
	Requires: []*analysis.Analyzer{agent.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) {
	f := agent.Of(pass)
	broken := checkHeaders(pass, f)
	for _, table := range f.Tables {
		if slices.ContainsFunc(broken, func(header agent.Range) bool { return table.Range.Contains(header) }) {
			continue
		}
		for _, row := range table.Rows {
			checkRow(pass, f, row, len(table.Header.Cells))
		}
	}
}

// headerAndDelimiter matches the two lines that start a table, both with pipes at their ends.
var headerAndDelimiter = pattern.New(`(?m)^[ \t]*(\|[^\r\n]*\|)[ \t]*\r?\n[ \t]*(\|(?:[ \t]*:?-+:?[ \t]*\|)+)[ \t]*\r?$`)

// checkHeaders reports the headers that make no table, since they do not fit the line below them, and returns them.
func checkHeaders(pass *analysis.Pass, f *agent.File) (broken []agent.Range) {
	for _, m := range headerAndDelimiter.FindAllStringSubmatchIndex(f.Text(f.Body), -1) {
		header := agent.Range{Start: f.Body.Start + m[2], End: f.Body.Start + m[3]}
		cells, dashes := count(f.Text(header)), count(f.Text(f.Body)[m[4]:m[5]])
		if cells != dashes && !f.InFence(header) {
			pass.ReportRangef(f.Range(header), "this is no table: its header has %s and the line below it %d", cellsText(cells), dashes)
			broken = append(broken, header)
		}
	}
	return broken
}

func checkRow(pass *analysis.Pass, f *agent.File, row agent.Row, want int) {
	switch got := len(row.Cells); {
	case got > want:
		excess := agent.Range{Start: row.Cells[want].Range.Start, End: row.Range.End}
		pass.ReportRangef(f.Range(excess), "the row has %s and the header %d: %s", cellsText(got), want, hint(f, row))
	case got < want && !isSpan(row):
		lint.Reportf(pass, f.Range(row.Range), lint.Note, "the row has %s and the header %d", cellsText(got), want)
	}
}

// isSpan reports whether the row has one cell only, as a subtitle inside a table has.
func isSpan(row agent.Row) bool { return len(row.Cells) == 1 }

// hint says what becomes of the cells that are too many, and what may have made them.
func hint(f *agent.File, row agent.Row) string {
	for _, span := range f.CodeSpans {
		if row.Range.Contains(span.Range) && bar.MatchString(f.Text(span.Content)) {
			return fmt.Sprintf(`write the pipe in %s as \|`, f.Text(span.Range))
		}
	}
	if strings.Count(f.Text(row.Range), "`") > 1 && slices.ContainsFunc(row.Cells, func(c agent.Cell) bool { return strings.Count(c.Text, "`")%2 == 1 }) {
		return `write a pipe inside backticks as \|`
	}
	return "what is behind the last column is not shown"
}

// bar matches a pipe that is not escaped.
var bar = pattern.New(`(?:^|[^\\])\|`)

// count returns the number of cells of a line with pipes at its ends.
func count(line string) int { return len(bar.FindAllString(line, -1)) - 1 }

func cellsText(n int) string {
	if n == 1 {
		return "1 cell"
	}
	return fmt.Sprintf("%d cells", n)
}
