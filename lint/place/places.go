// Package place finds where in which file, and in which cell of a notebook, a position of a run's file set lies.
package place

import (
	"go/token"
	"slices"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/read"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// Places are those of what is found in a file at hand, and in others, which are read for that.
type Places struct {
	At       string         // the path of the file at hand, "" if there is none
	Here     *source.File   // that file, as far as it was read
	Notebook *notebook.File // the last notebook that something was found in, nil if there was none
	files    *read.Files
	set      *token.FileSet
	others   map[string]*source.File       // the last few
	kept     int                           // bytes of these
	buf      []byte                        // what they are read into
	seen     map[token.Pos]source.Position // of positions that were looked at in advance
	parser   *python.Parser                // nil until a fix needs it
	program  *program                      // the last one that a fix was for
}

// New returns the places of a run's file set.
func New(files *read.Files, set *token.FileSet) *Places {
	return &Places{Here: &source.File{}, files: files, set: set, others: map[string]*source.File{}}
}

// Begin takes up a file, or with no path many. What is known of the one before is of no use: its text gives way to the next one's.
func (p *Places) Begin(path string) { p.At, p.Notebook, p.program = path, nil, nil }

// Of converts positions of the run's file set to ones in a file.
func (p *Places) Of(pos, end token.Pos) (path string, start, stop source.Position) {
	file := p.set.File(pos)
	if file == nil {
		return p.At, p.Here.Position(0), p.Here.Position(0)
	}
	start = p.position(file, pos)
	stop = start
	if end.IsValid() && end > pos {
		stop = p.position(file, end)
	}
	return file.Name(), start, stop
}

// LookAt looks at positions in many files, each of which is read once for that. They are forgotten when others are looked at.
func (p *Places) LookAt(all []token.Pos) {
	p.seen = make(map[token.Pos]source.Position, len(all))
	slices.Sort(all)
	for _, pos := range slices.Compact(all) {
		if file := p.set.File(pos); file != nil {
			p.seen[pos] = p.position(file, pos)
		}
	}
}

func (p *Places) position(file *token.File, pos token.Pos) source.Position {
	if at, ok := p.seen[pos]; ok {
		return at
	}
	return p.source(file.Name()).Position(int(pos) - file.Base())
}

// Cell returns where in a notebook's cells a finding lies.
func (p *Places) Cell(name string, offset int) lint.Cell {
	if !source.IsNotebook(name) {
		return lint.Cell{}
	}
	number, at := p.notebookAt(name).Place(offset)
	return lint.Cell{Number: number, Line: at.Line, Column: at.Column}
}

// Edit converts an edit of a notebook's code to one of its file, and reports whether there is one. In other files it stays as it is.
func (p *Places) Edit(name string, start, end int, text string) (int, int, string, bool) {
	if !source.IsNotebook(name) {
		return start, end, text, true
	}
	return p.notebookAt(name).Edit(start, end, text)
}

// notebookAt returns the notebook at a path: the one at hand, or another that a project rule has found something in.
func (p *Places) notebookAt(name string) *notebook.File {
	if p.Notebook == nil || p.Notebook.Source.Path != name {
		p.Notebook = notebook.Parse(p.source(name))
	}
	return p.Notebook
}

// maxKept bounds the texts that are kept to place findings in.
const maxKept = 2 << 20 // bytes

// source returns the text of a file that a finding lies in; a project rule's may be any.
func (p *Places) source(path string) *source.File {
	if path == p.At {
		return p.Here
	}
	if src := p.others[path]; src != nil {
		return src
	}
	data, _ := p.files.Open(discover.Entry{Path: path, Abs: p.files.Absolute(path)}, &p.buf, 0) // gone by now: positions stay at the start
	if p.kept += len(data); p.kept > maxKept {
		p.kept = len(data)
		clear(p.others)
	}
	src := source.New(path, slices.Clone(data))
	p.others[path] = src
	return src
}
