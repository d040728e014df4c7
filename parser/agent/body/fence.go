package body

import (
	"bytes"
	"strings"

	"github.com/yuin/goldmark/ast"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// A Fence is a fenced code block.
type Fence struct {
	Range    Range  // from the opening fence's first character to the closing fence's last
	Info     string // what follows the opening fence
	Language string // the first word of Info, in lower case
	Content  Range  // from the first line of code to the closing fence's line
	Closed   bool

	lines []Range // of code, with line ends, without the indentation of the blocks around
}

func (b *reader) addFence(n *ast.FencedCodeBlock) {
	start := b.at(n.Pos())
	_, content := config.Line(b.text, start)
	fence := Fence{Content: Range{Start: content, End: content}}
	if n.Info != nil {
		fence.Info = string(n.Info.Segment.Value(b.markdown))
		fence.Language = language(fence.Info)
	}
	for i := range n.Lines().Len() {
		segment := n.Lines().At(i)
		r := Range{Start: b.at(segment.Start), End: b.at(segment.Stop)}
		if segment.Padding > 0 && r.Start > 0 && b.text[r.Start-1] == '\t' {
			r.Start-- // goldmark shows a part of the tab as spaces
		}
		fence.lines = append(fence.lines, r)
		fence.Content.End = r.End
	}
	fence.Range = Range{Start: start, End: fence.Content.End}
	b.Fences = append(b.Fences, fence)
}

// language returns the first word of an info string in lower case, without the braces and dot of {.python}.
func language(info string) string {
	words := strings.FieldsFunc(info, func(r rune) bool { return strings.ContainsRune(" \t,;{}", r) })
	if len(words) == 0 {
		return ""
	}
	return strings.ToLower(strings.TrimPrefix(words[0], "."))
}

// closeFences finds the closing fences, now that all opening ones are known: a line that opens a fence closes none.
func (b *reader) closeFences() {
	opens := map[int]bool{}
	for i := range b.Fences {
		opens[b.Fences[i].Range.Start] = true
	}
	for i := range b.Fences {
		fence := &b.Fences[i]
		last, _ := config.Line(b.text, fence.Content.End)
		mark := config.Trim(b.text, last)
		for mark.Start < mark.End && bytes.IndexByte([]byte("> \t\r\n"), b.text[mark.Start]) >= 0 {
			mark.Start++
		}
		if !opens[mark.Start] && closes(b.text[mark.Start:mark.End], b.text[fence.Range.Start:]) {
			fence.Closed = true
			fence.Range.End = mark.End
		} else {
			fence.Range.End = fence.Content.End
		}
	}
}

// closes reports whether mark is the same character as the fence that open starts with, at least as often, and nothing else.
func closes(mark, open []byte) bool {
	fence := open[:len(open)-len(bytes.TrimLeft(open, string(open[:1])))]
	return bytes.HasPrefix(mark, fence) && len(bytes.Trim(mark, string(open[:1]))) == 0
}

// Extract returns the code of a fence without the indentation that its lines share, and where it stands in the file.
func (m *Markdown) Extract(fence Fence) ([]byte, source.Mapping) {
	var extract []byte
	var mapping source.Mapping
	indent := m.sharedIndent(fence.lines)
	for _, r := range fence.lines {
		r.Start = min(r.Start+indent, m.contentEnd(r))
		mapping = append(mapping, source.Run(len(extract), r.Start, r.End-r.Start))
		extract = append(extract, m.file.Text[r.Start:r.End]...)
	}
	return extract, mapping
}

// contentEnd returns where the line end of r starts.
func (m *Markdown) contentEnd(r Range) int {
	return r.Start + len(bytes.TrimRight(m.file.Text[r.Start:r.End], "\r\n"))
}

// sharedIndent returns the number of bytes of white space that all lines with text start with.
func (m *Markdown) sharedIndent(lines []Range) int {
	var shared []byte
	first := true
	for _, r := range lines {
		content := config.Trim(m.file.Text, r)
		if content.Start == content.End {
			continue
		}
		indent := m.file.Text[r.Start:content.Start]
		if first {
			shared, first = indent, false
		}
		for !bytes.HasPrefix(indent, shared) {
			shared = shared[:len(shared)-1]
		}
	}
	return len(shared)
}
