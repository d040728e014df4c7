// Package malformedtable defines the rule malformed-table.
package malformedtable

import (
	"bytes"
	_ "embed"
	"fmt"
	"iter"
	"slices"
	"sort"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
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
		for len(broken) > 0 && broken[0].Start < table.Range.Start {
			broken = broken[1:] // which is in order, as the tables are
		}
		if len(broken) > 0 && table.Range.Contains(broken[0]) {
			continue
		}
		for _, row := range table.Rows {
			checkRow(pass, f, row, len(table.Header.Cells))
		}
	}
}

// delimiter matches the line below a table's header, with pipes at its ends.
var delimiter = pattern.New(`^\|(?:[ \t]*:?-+:?[ \t]*\|)+$`)

// headers yields the lines with pipes at their ends that stand over a delimiter, and the delimiter.
func headers(f *agent.File) iter.Seq2[agent.Range, agent.Range] {
	return func(yield func(header, below agent.Range) bool) {
		start := f.Body.Start
		var above agent.Range
		for line := range bytes.Lines(f.Source.Text[f.Body.Start:f.Body.End]) {
			at := row(f, agent.Range{Start: start, End: start + len(line)})
			start += len(line)
			if above.Start < above.End && at.Start < at.End && delimiter.Match(f.Source.Text[at.Start:at.End]) {
				if !yield(above, at) {
					return
				}
				at = agent.Range{} // it is no header
			}
			above = at
		}
	}
}

// row returns the part of a line between the pipes at its ends, with them; an empty range if it has none.
func row(f *agent.File, line agent.Range) agent.Range {
	text := f.Source.Text[line.Start:line.End]
	if bytes.IndexByte(text, '|') < 0 {
		return agent.Range{} // as most lines
	}
	text = bytes.TrimSuffix(bytes.TrimSuffix(text, []byte("\n")), []byte("\r"))
	indent := len(text) - len(bytes.TrimLeft(text, " \t"))
	text = bytes.Trim(text, " \t")
	if len(text) < 2 || text[0] != '|' || text[len(text)-1] != '|' || bytes.IndexByte(text, '\r') >= 0 {
		return agent.Range{}
	}
	return agent.Range{Start: line.Start + indent, End: line.Start + indent + len(text)}
}

// checkHeaders reports the headers that make no table, since they do not fit the line below them, and returns them.
func checkHeaders(pass *analysis.Pass, f *agent.File) (broken []agent.Range) {
	for header, below := range headers(f) {
		cells, dashes := count(f.Text(header)), count(f.Text(below))
		if cells != dashes && !f.InFence(header) {
			pass.ReportRangef(f.Range(header), "this is not a table: its header has %s and the line below it %d", cellsText(cells), dashes)
			broken = append(broken, header)
		}
	}
	return broken
}

func checkRow(pass *analysis.Pass, f *agent.File, row body.Row, want int) {
	switch got := len(row.Cells); {
	case got > want:
		excess := agent.Range{Start: row.Cells[want].Range.Start, End: row.Range.End}
		pass.ReportRangef(f.Range(excess), "the row has %s and the header %d: %s", cellsText(got), want, hint(f, row))
	case got < want && !isSpan(row):
		lint.Reportf(pass, f.Range(row.Range), lint.Note, "the row has %s and the header %d", cellsText(got), want)
	}
}

// isSpan reports whether the row has one cell only, as a subtitle inside a table has.
func isSpan(row body.Row) bool { return len(row.Cells) == 1 }

// hint says what becomes of the cells that are too many, and what may have made them.
func hint(f *agent.File, row body.Row) string {
	first := sort.Search(len(f.CodeSpans), func(i int) bool { return f.CodeSpans[i].Range.Start >= row.Range.Start })
	for _, span := range f.CodeSpans[first:] {
		if span.Range.Start >= row.Range.End {
			break
		}
		if row.Range.Contains(span.Range) && bar.MatchString(f.Text(span.Content)) {
			return fmt.Sprintf(`write the pipe in %s as \|`, f.Text(span.Range))
		}
	}
	if strings.Count(f.Text(row.Range), "`") > 1 && slices.ContainsFunc(row.Cells, func(c body.Cell) bool { return strings.Count(c.Text, "`")%2 == 1 }) {
		return `write a pipe inside backticks as \|`
	}
	return "anything after the last column is not shown"
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
