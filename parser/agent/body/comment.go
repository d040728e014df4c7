package body

import (
	"bytes"
	"slices"

	"github.com/yuin/goldmark/ast"
	extast "github.com/yuin/goldmark/extension/ast"
)

// A Comment is an HTML comment in the Markdown.
type Comment struct {
	Range Range
	Block bool // it stands between blocks, not in the text of one
}

// A Block is a block of the Markdown: a paragraph, a list, an item of one. HTML blocks that hold comments are left out.
type Block struct {
	Range Range
	Leaf  bool // it has text, not blocks
	Top   bool // it is in no other block
}

// Outline returns the comments of the Markdown by position, and its blocks in the order of their starts, outer ones first.
func (m *Markdown) Outline() ([]Comment, []Block) {
	if m.document == nil {
		return nil, nil
	}
	b := m.reader()
	_ = ast.Walk(m.document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n == m.document {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.HTMLBlock:
			if b.addComments(b.htmlRange(n), true) {
				return ast.WalkContinue, nil
			}
		case *ast.RawHTML:
			last := n.Segments.At(n.Segments.Len() - 1)
			b.addComments(Range{Start: b.at(n.Segments.At(0).Start), End: b.at(last.Stop)}, false)
		}
		if n.Type() == ast.TypeBlock && n.Pos() >= 0 {
			leaf := slices.Contains([]ast.NodeKind{ast.KindParagraph, ast.KindTextBlock, ast.KindHeading, extast.KindTable}, n.Kind())
			b.blocks = append(b.blocks, Block{b.blockRange(n), leaf, n.Parent() == m.document})
		}
		return ast.WalkContinue, nil
	})
	return b.comments, b.blocks
}

// htmlRange returns the bytes of an HTML block.
func (b *reader) htmlRange(n *ast.HTMLBlock) Range {
	r := b.lines(n)
	if n.HasClosure() {
		r.End = max(r.End, b.at(n.ClosureLine.Stop))
	}
	return r
}

// addComments adds the comments in r, and reports whether there are any.
func (b *reader) addComments(r Range, block bool) bool {
	found := false
	for at := r.Start; at < r.End; {
		open := bytes.Index(b.text[at:r.End], []byte("<!--"))
		if open < 0 {
			break
		}
		end := bytes.Index(b.text[at+open:r.End], []byte("-->"))
		if end < 0 {
			break
		}
		at += open
		b.comments = append(b.comments, Comment{Range{Start: at, End: at + end + len("-->")}, block})
		at, found = at+end+len("-->"), true
	}
	return found
}

// blockRange returns what stands from a block's start to that of the next, without the blanks and markers of quotes
// between them: goldmark does not keep where containers end.
func (b *reader) blockRange(n ast.Node) Range {
	start, end := b.at(n.Pos()), b.blockEnd(n)
	return Range{Start: start, End: start + len(bytes.TrimRight(b.text[start:max(start, end)], " \t\r\n>"))}
}

// blockEnd returns where the block after n starts.
func (b *reader) blockEnd(n ast.Node) int {
	for ; n != nil; n = n.Parent() {
		for next := n.NextSibling(); next != nil; next = next.NextSibling() {
			if next.Pos() >= 0 {
				return max(b.at(next.Pos()), b.base)
			}
		}
	}
	return len(b.text)
}
