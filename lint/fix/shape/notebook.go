package shape

import (
	"bytes"
	"encoding/json"
	"path"
	"slices"
	"sort"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/source"
)

func isNotebook(name string) bool { return path.Ext(name) == ".ipynb" }

// notebook compares two notebooks: JSON that differs only in the code of cells, of which there are as many.
func (c *Checker) notebook(f File, text []byte, e edits) string {
	before, after := notebook.Parse(source.New(f.Path, f.Text)), notebook.Parse(source.New(f.Path, text))
	switch {
	case before.Problem != nil:
		return ""
	case after.Problem != nil, isJSON(f.Text) && !isJSON(text):
		return "leave a notebook that is not valid JSON"
	case len(before.Cells) != len(after.Cells), !areInCells(before, e):
		return "change more of the notebook than the code of its cells"
	}
	for i, cell := range before.Cells {
		is := after.Cells[i]
		if is.Number != cell.Number || is.Source.Start != e.moved(cell.Source.Start) || is.Source.End != e.moved(cell.Source.End) {
			return "change more of the notebook than the code of its cells"
		}
	}
	return c.python(before.Text, after.Text, e.within(config.Range{End: len(f.Text)}, before.Mapping, after.Mapping))
}

// areInCells reports whether each edit is within the code of a cell.
func areInCells(n *notebook.File, e edits) bool {
	return !slices.ContainsFunc(e.old, func(r config.Range) bool {
		i := sort.Search(len(n.Cells), func(i int) bool { return n.Cells[i].Source.End > r.End })
		return i == len(n.Cells) || n.Cells[i].Source.Start >= r.Start
	})
}

func isJSON(text []byte) bool { return json.Valid(bytes.TrimPrefix(text, []byte(source.BOM))) }
