// Package notebook reads the code cells of a Jupyter notebook as one Python program, in the order of the cells, with
// positions in the notebook's JSON.
//
// The format is nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html). Magics and shell lines
// of IPython (https://ipython.readthedocs.io/en/stable/interactive/magics.html) become comments or placeholders of the
// same length; a cell that is written in another language is left out.
package notebook

import (
	"bytes"
	"fmt"
	"sort"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A File is a notebook's program.
type File struct {
	Source  *source.File
	Text    []byte          // the code of all cells, one after the other
	Mapping source.Mapping  // from Text to Source
	Cells   []Cell          // the code cells that are in Text
	Problem *config.Problem // what makes the file no notebook, or nil

	breaks []int          // where in Source the line breaks of Text stand, in their order
	hidden []config.Range // of Text: what is written in another way in Source
	style  *Style         // nil until it is asked for
}

// A Cell is a code cell.
type Cell struct {
	Number int          // 1-based, among all cells of the notebook
	Start  int          // offset in Text at which its code begins
	End    int          // offset in Text of the line break that was added to it
	Source config.Range // the string or list of strings in Source that has its code
}

// Parse reads the notebook in src. A file that is no notebook has no cells, and a problem that says why.
func Parse(src *source.File) *File {
	f := &File{Source: src}
	json := config.ParseKeys(src, "cells", "cell_type", "source", "nbformat")
	if len(bytes.TrimSpace(src.Text)) == 0 {
		f.Problem = &config.Problem{Kind: config.SyntaxFault, Message: "it is empty"}
		return f
	}
	for i := range json.Problems {
		if json.Problems[i].Kind == config.SyntaxFault {
			f.Problem = &json.Problems[i]
			return f
		}
	}
	cells := json.Root.Field("cells")
	if cells == nil || cells.Value.Type() != config.List {
		f.Problem = &config.Problem{Kind: config.SyntaxFault, Range: json.Root.Range, Message: withoutCells(json.Root)}
		return f
	}
	for i := range cells.Value.Items {
		f.add(i+1, &cells.Value.Items[i])
	}
	return f
}

// withoutCells says what a file is that has no list of cells.
func withoutCells(root config.Value) string {
	if format := root.Field("nbformat"); format != nil && format.Value.Text() != "4" {
		return fmt.Sprintf("it is of format %s, and only 4 is known; jupyter nbconvert --to notebook --inplace converts it", format.Value.Text())
	}
	return "no cells: this is not a notebook of format 4"
}

// add appends the code of a cell.
func (f *File) add(number int, cell *config.Value) {
	kind, code := cell.Field("cell_type"), cell.Field("source")
	if kind == nil || code == nil || kind.Value.Text() != "code" {
		return
	}
	parts := code.Value.Items
	if parts == nil {
		parts = []config.Value{code.Value}
	}
	c := Cell{Number: number, Start: len(f.Text), Source: code.Value.Range}
	breaks := len(f.breaks)
	for i := range parts {
		f.decode(parts[i].Range)
	}
	if isForeign(f.Text[c.Start:]) {
		f.Text, f.breaks = f.Text[:c.Start], f.breaks[:breaks]
		f.Mapping = f.Mapping[:sort.Search(len(f.Mapping), func(i int) bool { return f.Mapping[i].Extract >= c.Start })]
		return
	}
	c.End = len(f.Text)
	for _, r := range hideMagics(f.Text[c.Start:]) {
		f.hidden = append(f.hidden, config.Range{Start: c.Start + r.Start, End: c.Start + r.End})
	}
	f.append('\n', config.Range{Start: c.Source.End, End: c.Source.End})
	f.Cells = append(f.Cells, c)
}

// decode appends the text of a JSON string, run by run of plain bytes and escape by escape.
func (f *File) decode(r config.Range) {
	raw := f.Source.Text
	if r.End-r.Start < 2 || raw[r.Start] != '"' {
		return
	}
	for at, end := r.Start+1, r.End-1; ; {
		plain := end - at
		if i := bytes.IndexByte(raw[at:end], '\\'); i >= 0 {
			plain = i
		}
		f.Mapping = append(f.Mapping, source.Run(len(f.Text), at, plain))
		f.Text = append(f.Text, raw[at:at+plain]...)
		if at += plain; at == end {
			return
		}
		char, size := unescape(raw[at:end])
		f.append(char, config.Range{Start: at, End: at + size})
		at += size
	}
}

// append appends a character that may be a line break, for which the bytes in r stand in the notebook.
func (f *File) append(char rune, r config.Range) {
	if char == '\n' {
		f.breaks = append(f.breaks, r.Start)
	}
	start := len(f.Text)
	f.Text = utf8.AppendRune(f.Text, char)
	f.Mapping = append(f.Mapping, source.Segment{Extract: start, File: r.Start, Length: len(f.Text) - start, Size: r.End - r.Start})
}

// Place returns the number of the cell and the 1-based line in it that an offset in the notebook lies in; 0 and 0 if
// that is in no code cell.
func (f *File) Place(offset int) (cell, line int) {
	i := sort.Search(len(f.Cells), func(i int) bool { return f.Cells[i].Source.Start > offset }) - 1
	if i < 0 {
		return 0, 0
	}
	return f.Cells[i].Number, 1 + sort.SearchInts(f.breaks, offset) - sort.SearchInts(f.breaks, f.Cells[i].Source.Start)
}
