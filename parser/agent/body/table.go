package body

import (
	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"

	"github.com/agentlint/agentlint/parser/config"
)

// A Table is a table of GitHub Flavored Markdown.
// Source: https://github.github.com/gfm/#tables-extension-
type Table struct {
	Range  Range // from the header through the last row
	Header Row
	Rows   []Row
}

// A Row is one line of a table.
type Row struct {
	Range Range
	Cells []Cell // as many as the line has, which may differ from the header's
}

// A Cell is what stands between two pipes.
type Cell struct {
	Text  string
	Range Range
}

func (b *reader) addTable(n *extast.Table) {
	var rows []Row
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		rows = append(rows, b.row(row))
	}
	b.Tables = append(b.Tables, Table{
		Range: Range{Start: rows[0].Range.Start, End: rows[len(rows)-1].Range.End}, Header: rows[0], Rows: rows[1:],
	})
}

// row splits a line at its pipes. Goldmark's cells do not do: it drops those beyond the header's.
func (b *reader) row(n ast.Node) Row {
	whole, _ := config.Line(b.text, b.at(max(n.Pos(), 0)))
	whole = config.Trim(b.text, whole)
	row := Row{Range: whole}
	start := whole.Start
	if start < whole.End && b.text[start] == '|' {
		start++
	}
	for i := start; i < whole.End; i++ {
		if b.text[i] == '\\' {
			i++
		} else if b.text[i] == '|' {
			row.Cells = append(row.Cells, b.cell(Range{Start: start, End: i}))
			start = i + 1
		}
	}
	if start < whole.End {
		row.Cells = append(row.Cells, b.cell(Range{Start: start, End: whole.End}))
	}
	return row
}

func (b *reader) cell(r Range) Cell {
	r = config.Trim(b.text, r)
	return Cell{b.string(r), r}
}
