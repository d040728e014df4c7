package place

import (
	"bytes"
	"slices"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// A program is Python as it stands in a file: all of it, the cells of a notebook, or an example in a document.
type program struct {
	*python.File
	of      *source.File // what it stands in
	mapping source.Mapping
	start   int // of the example in a document
	end     int
}

// programAt returns the program of a file that an offset is in, nil if it is in none that can be read. It is valid until the next one
// is asked for.
func (p *Places) programAt(name string, offset int) *program {
	src := p.source(name)
	f := p.program
	if f == nil || f.of != src || offset < f.start || f.end < offset {
		f = p.parse(name, src, offset)
		p.program = f
	}
	if f == nil || f.Status != python.Clean {
		return nil
	}
	return f
}

// parse parses the program of a file that an offset is in, nil if it is in none.
func (p *Places) parse(name string, src *source.File, offset int) *program {
	f := &program{of: src, end: len(src.Text)}
	text := src.Text
	switch {
	case source.IsNotebook(name):
		n := p.notebookAt(name)
		text, f.mapping = n.Text, n.Mapping
	case slices.Contains([]string{".md", ".mdc", ".markdown"}, source.Ext(name)):
		if text = f.example(name, offset); text == nil {
			return nil
		}
	}
	if p.parser == nil {
		p.parser = python.NewParser()
	}
	f.File = p.parser.Parse(&source.File{Path: name, Text: text}, text, nil)
	return f
}

// example finds the code block of a document that an offset is in.
func (f *program) example(name string, offset int) []byte {
	kind, _ := kind.Classify(name)
	document := agent.Parse(f.of, kind)
	for _, fence := range document.Fences {
		if fence.Content.Start <= offset && offset < fence.Content.End {
			f.start, f.end = fence.Content.Start, fence.Content.End
			var text []byte
			text, f.mapping = document.Extract(fence)
			return text
		}
	}
	return nil
}

// nodeAt returns the innermost node that spans two offsets in the file.
func (f *program) nodeAt(start, end int) python.Node {
	return f.spanning(f.mapping.Nearest(start), f.mapping.Nearest(end))
}

// spanning returns the innermost node that spans two offsets in the program's text.
func (f *program) spanning(start, stop int) python.Node {
	n := f.Root()
	for {
		inner := python.Node{}
		for child := range n.Children() {
			if child.Start() <= start && start < child.Stop() && stop <= child.Stop() {
				inner = child
				break
			}
		}
		if !inner.Exists() {
			return n
		}
		n = inner
	}
}

// edit is a change of the program's text.
type edit struct {
	start, end int
	text       string
}

// lineStart returns where the line of an offset in the program's text starts.
func (f *program) lineStart(offset int) int {
	return bytes.LastIndexAny(f.Text()[:offset], "\r\n") + 1
}

// lineStop returns where the line of an offset ends, before its line end.
func (f *program) lineStop(offset int) int {
	if i := bytes.IndexAny(f.Text()[offset:], "\r\n"); i >= 0 {
		return offset + i
	}
	return len(f.Text())
}

// prefix returns what each line of an example in a document starts with there, such as the blanks of a list item.
func (f *program) prefix(offset int) string {
	if f.mapping == nil || source.IsNotebook(f.of.Path) {
		return ""
	}
	at := f.mapping.Start(f.lineStart(offset))
	return string(f.of.Text[bytes.LastIndexAny(f.of.Text[:at], "\r\n")+1 : at])
}
