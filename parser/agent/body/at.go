package body

import (
	"sort"

	"github.com/agentlint/agentlint/parser/config"
)

// The methods below find what stands at a place. What they look through is in order, so they look at a few only.

// FenceAt returns the fenced code block that r stands in, or nil.
func (m *Markdown) FenceAt(r Range) *Fence {
	return config.Around(m.Fences, r, func(fence *Fence) Range { return fence.Range })
}

// CodeSpanAt returns the inline code that r stands in, or nil.
func (m *Markdown) CodeSpanAt(r Range) *CodeSpan {
	return config.Around(m.CodeSpans, r, func(s *CodeSpan) Range { return s.Range })
}

// TableAt returns the table that r stands in, or nil.
func (m *Markdown) TableAt(r Range) *Table {
	return config.Around(m.Tables, r, func(t *Table) Range { return t.Range })
}

// BulletAt returns the boundary that an offset lies in, or nil.
func (m *Markdown) BulletAt(at int) *Bullet {
	return config.Around(m.Bullets, Range{Start: at, End: at}, func(b *Bullet) Range { return b.Range })
}

// InFence reports whether r stands in a fenced code block.
func (m *Markdown) InFence(r Range) bool { return m.FenceAt(r) != nil }

// InIndentedCode reports whether r stands in a code block without fences.
func (m *Markdown) InIndentedCode(r Range) bool {
	return config.Around(m.indented, r, func(block *Range) Range { return *block }) != nil
}

// InCode reports whether r lies in a fenced code block or between backticks.
func (m *Markdown) InCode(r Range) bool { return m.InFence(r) || m.CodeSpanAt(r) != nil }

// SectionAt returns the index of the innermost section that r stands in, or -1. Those around it are its parents.
func (m *Markdown) SectionAt(r Range) int {
	i := sort.Search(len(m.Sections), func(i int) bool { return m.Sections[i].Range.Start > r.Start }) - 1
	for i >= 0 && !m.Sections[i].Range.Contains(r) {
		i = m.Sections[i].Parent
	}
	return i
}

// InSection reports whether r stands in a section that is wanted, perhaps in one inside it.
func (m *Markdown) InSection(r Range, want func(*Section) bool) bool {
	for i := m.SectionAt(r); i >= 0; i = m.Sections[i].Parent {
		if want(&m.Sections[i]) {
			return true
		}
	}
	return false
}
