package agent

import (
	"bytes"
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/agent/body"
)

// aboutPlaceholders matches the title of a section that says which placeholders there are.
var aboutPlaceholders = pattern.New(`(?i)\bplaceholders?\b|\btemplate variables?\b`)

// DeclaredPlaceholders returns the placeholders that the file itself declares: under a heading about placeholders, those
// that a table's row or a list's item starts with.
func (f *File) DeclaredPlaceholders() []Placeholder {
	return slices.DeleteFunc(slices.Clone(f.Placeholders), func(p Placeholder) bool {
		return !f.startsItem(p) || !f.InSection(p.Range, func(s *body.Section) bool { return aboutPlaceholders.MatchString(s.Title) })
	})
}

// startsItem reports whether nothing stands before p on its line but the mark of a list's item or table's row.
func (f *File) startsItem(p Placeholder) bool {
	at := f.Source.Position(p.Range.Start)
	before := f.Source.Text[f.Source.LineStart(at.Line):at.Offset]
	mark := bytes.TrimSpace(bytes.TrimRight(before, "*`"))
	return len(mark) == 1 && bytes.ContainsAny(mark, "-*+|")
}
