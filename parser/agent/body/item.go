package body

import "github.com/yuin/goldmark/ast"

// An Item is the text of one item of a list, without the lists in it.
type Item struct {
	Text  string // on one line, markup as written
	Range Range
}

// Items returns the items of all lists by position.
func (m *Markdown) Items() []Item {
	if m.document == nil {
		return nil
	}
	var items []Item
	b := m.reader()
	_ = ast.Walk(m.document, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering || n.Kind() != ast.KindListItem {
			return ast.WalkContinue, nil
		}
		if first := n.FirstChild(); first != nil && (first.Kind() == ast.KindTextBlock || first.Kind() == ast.KindParagraph) {
			items = append(items, Item{b.plain(first), b.lines(first)})
		}
		return ast.WalkContinue, nil
	})
	return items
}
