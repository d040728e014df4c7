// Package notebook reads the code cells of a Jupyter notebook as one Python program, in the order of the cells, with
// positions in the notebook's JSON.
//
// The format is nbformat 4 (https://nbformat.readthedocs.io/en/latest/format_description.html), or 3, which has worksheets. Magics and shell lines
// of IPython (https://ipython.readthedocs.io/en/stable/interactive/magics.html) become comments or placeholders of the
// same length; a cell that is written in another language is left out.
package notebook

import (
	"bytes"
	"context"
	"fmt"
	"iter"
	"slices"
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

	program *source.File   // Text, to count its lines; nil until somebody asks
	hidden  []config.Range // of Text: what is written in another way in Source
	style   *Style         // nil until it is asked for
}

// A Cell is a code cell.
type Cell struct {
	Number int          // 1-based, among all cells of the notebook
	Start  int          // offset in Text at which its code begins
	End    int          // offset in Text of the line break that was added to it
	Source config.Range // the string or list of strings in Source that has its code
}

// Parse is [ParseContext] without a context.
func Parse(src *source.File) *File { return ParseContext(context.Background(), src) }

// ParseContext reads the notebook in src. A file that is no notebook has no cells, and a problem that says why; so has one
// that is not read to its end because ctx is done.
func ParseContext(ctx context.Context, src *source.File) *File {
	f := &File{Source: src}
	json := config.ParseKeys(ctx, src, []string{"worksheets", "cells", "cell_type", "nbformat"}, []string{"source", "input"})
	if len(bytes.TrimSpace(src.Text)) == 0 {
		f.Problem = &config.Problem{Kind: config.SyntaxFault, Message: "it is empty"}
		return f
	}
	for i := range json.Problems {
		switch json.Problems[i].Kind {
		case config.SyntaxFault, config.TrailingComma, config.Comment: // Jupyter refuses all of them
			f.Problem = &json.Problems[i]
			return f
		}
	}
	cells, ok := cellsOf(json.Root)
	if !ok {
		f.Problem = &config.Problem{Kind: config.SyntaxFault, Range: json.Root.Range, Message: withoutCells(json.Root)}
		return f
	}
	for i, cell := range cells {
		f.add(i+1, cell)
	}
	return f
}

// cellsOf returns the cells of a notebook: in format 3 those of its worksheets, of which there is never more than one.
func cellsOf(root config.Value) (cells []*config.Value, ok bool) {
	holders := []*config.Value{&root}
	if sheets := root.Field("worksheets"); sheets != nil && root.Field("cells") == nil {
		holders = nil
		for i := range sheets.Value.Items {
			holders = append(holders, &sheets.Value.Items[i])
		}
	}
	for _, holder := range holders {
		list := holder.Field("cells")
		if list == nil || list.Value.Type() != config.List {
			return nil, false
		}
		for i := range list.Value.Items {
			cells = append(cells, &list.Value.Items[i])
		}
	}
	return cells, len(holders) > 0
}

// withoutCells says what a file is that has no list of cells.
func withoutCells(root config.Value) string {
	if format := root.Field("nbformat"); format != nil && format.Value.Text() != "4" && format.Value.Text() != "3" {
		return fmt.Sprintf("it is of format %s, and only 3 and 4 are known; jupyter nbconvert --to notebook --inplace converts it", format.Value.Text())
	}
	return "no cells: this is not a notebook of format 4"
}

// add appends the code of a cell.
func (f *File) add(number int, cell *config.Value) {
	kind, code := cell.Field("cell_type"), cell.Field("source")
	if code == nil {
		code = cell.Field("input") // of format 3
	}
	if kind == nil || code == nil || kind.Value.Text() != "code" {
		return
	}
	c := Cell{Number: number, Start: len(f.Text), Source: code.Value.Range}
	for part := range parts(f.Source.Text, c.Source) {
		f.decode(part)
	}
	if isForeign(f.Text[c.Start:]) {
		f.Text = f.Text[:c.Start]
		f.Mapping = f.Mapping[:sort.Search(len(f.Mapping), func(i int) bool { return int(f.Mapping[i].Extract) >= c.Start })]
		return
	}
	c.End = len(f.Text)
	for _, r := range hideMagics(f.Text[c.Start:]) {
		f.hidden = append(f.hidden, config.Range{Start: c.Start + r.Start, End: c.Start + r.End})
	}
	f.append('\n', config.Range{Start: c.Source.End, End: c.Source.End})
	f.Cells = append(f.Cells, c)
}

// parts yields the string that is in a range of valid JSON, or those that a list there has, without their quotes.
func parts(raw []byte, r config.Range) iter.Seq[config.Range] {
	return func(yield func(config.Range) bool) {
		depth := 0
		for at := r.Start; at < r.End; at++ {
			switch raw[at] {
			case '[':
				depth++
			case '{':
				depth += 2 // what is in it is no part of the code
			case ']':
				depth--
			case '}':
				depth -= 2
			case '"':
				start := at + 1
				for at = start; raw[at] != '"'; at++ {
					if raw[at] == '\\' {
						at++
					}
				}
				if depth <= 1 && !yield(config.Range{Start: start, End: at}) {
					return
				}
			}
		}
	}
}

// decode appends the text of the inside of a JSON string, run by run of plain bytes and escape by escape.
func (f *File) decode(r config.Range) {
	raw := f.Source.Text
	f.Mapping = slices.Grow(f.Mapping, bytes.Count(raw[r.Start:r.End], []byte(`\`))+1)
	for at := r.Start; ; {
		plain := r.End - at
		if i := bytes.IndexByte(raw[at:r.End], '\\'); i >= 0 {
			plain = i
		}
		if plain > 0 || r.Start == r.End {
			f.Mapping = append(f.Mapping, source.Run(len(f.Text), at, plain))
			f.Text = append(f.Text, raw[at:at+plain]...)
		}
		if at += plain; at == r.End {
			return
		}
		char, size := unescape(raw[at:r.End])
		f.append(char, config.Range{Start: at, End: at + size})
		at += size
	}
}

// append appends a character for which the bytes in r stand in the notebook.
func (f *File) append(char rune, r config.Range) {
	start := len(f.Text)
	f.Text = utf8.AppendRune(f.Text, char)
	f.Mapping = append(f.Mapping, source.Escape(start, len(f.Text)-start, r.Start, r.End-r.Start))
}

// Place returns the number of the cell that an offset in the notebook lies in, and the position in the cell's code; zeros if it
// is in no code cell.
func (f *File) Place(offset int) (cell int, at source.Position) {
	i := sort.Search(len(f.Cells), func(i int) bool { return f.Cells[i].Source.Start > offset }) - 1
	if i < 0 {
		return 0, source.Position{}
	}
	c := &f.Cells[i]
	at = f.Program().Position(min(max(f.Mapping.Nearest(offset), c.Start), c.End))
	at.Line -= f.Program().Position(c.Start).Line - 1
	at.Offset -= c.Start
	return c.Number, at
}

// Program is Text as a file of its own.
func (f *File) Program() *source.File {
	if f.program == nil {
		f.program = &source.File{Text: f.Text}
	}
	return f.program
}
