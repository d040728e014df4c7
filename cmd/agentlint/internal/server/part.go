package server

import (
	"encoding/json"

	"github.com/agentlint/agentlint/cmd/agentlint/internal/lsp"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/source"
)

// A part is what an editor shows of a file as one document: the whole file, or a cell of a notebook. Places of a finding are
// in the file, and those of the protocol in a part.
type part struct {
	uri     string
	version int
	text    *source.File
	isCode  bool // of a cell
}

// change makes a part what it is in a later version.
func (s *languageServer) change(p *part, version int, changes []lsp.Change) {
	p.version = version
	for _, c := range changes {
		p.text = s.encoding.Apply(p.text, c)
	}
}

// locate returns the part that offsets in the file are in, and where in it they are. What is in no cell is at the start of the first.
func (d *document) locate(start, end int) (p *part, from, to int) {
	if d.notebook == nil {
		return d.parts[0], start, end
	}
	number, at := d.notebook.Place(start)
	if number == 0 {
		return d.parts[0], 0, 0
	}
	p = d.parts[number-1]
	to = at.Offset
	if last, after := d.notebook.Place(end); last == number {
		to = after.Offset
	}
	return p, at.Offset, max(at.Offset, to)
}

// rangeOf returns the part that offsets in the file are in, and the range there.
func (s *languageServer) rangeOf(d *document, start, end int) (*part, lsp.Range) {
	p, from, to := d.locate(start, end)
	return p, s.encoding.Range(p.text, from, to)
}

// edits are those that do to the parts what edits of the file would do to it.
func (s *languageServer) edits(d *document, edits []lint.Edit) lsp.WorkspaceEdit {
	changes := map[string][]lsp.TextEdit{}
	for _, e := range edits {
		p, at := s.rangeOf(d, e.Start, e.End)
		text := e.New
		if d.notebook != nil {
			text = unquoted(text)
		}
		changes[p.uri] = append(changes[p.uri], lsp.TextEdit{Range: at, NewText: text})
	}
	return lsp.WorkspaceEdit{Changes: changes}
}

// withText are the texts of the parts if the file has another text, which has the same cells.
func (d *document) withText(text []byte) (parts [][]byte) {
	if d.notebook == nil {
		return [][]byte{text}
	}
	for _, p := range d.parts {
		parts = append(parts, p.text.Text)
	}
	var file struct {
		Cells []struct{ Source string }
	}
	if json.Unmarshal(text, &file) != nil || len(file.Cells) != len(parts) {
		return parts
	}
	for i, p := range d.parts {
		if p.isCode {
			parts[i] = []byte(file.Cells[i].Source)
		}
	}
	return parts
}

// unquoted is what the inside of a JSON string says.
func unquoted(inside string) (text string) {
	_ = json.Unmarshal([]byte(`"`+inside+`"`), &text) // agentlint has written it
	return text
}

// assemble makes the file of a notebook from the cells that are open: what the file has besides code does not matter.
func (d *document) assemble() {
	type cell struct {
		Type   string `json:"cell_type"`
		Source string `json:"source"`
	}
	file := struct {
		Cells  []cell `json:"cells"`
		Format int    `json:"nbformat"`
	}{[]cell{}, 4}
	for _, p := range d.parts {
		c := cell{Type: "markdown"}
		if p.isCode {
			c = cell{Type: "code", Source: string(p.text.Text)}
		}
		file.Cells = append(file.Cells, c)
	}
	text, _ := json.Marshal(file) // strings and a number
	d.text = source.New(d.path, text)
	d.notebook = notebook.Parse(d.text)
}
