package agent

import "sort"

// The methods below find what stands at a place. What they look through is in order, so they look at a few only.

// FenceAt returns the fenced code block that r stands in, or nil.
func (f *File) FenceAt(r Range) *Fence {
	return around(f.Fences, r, func(fence *Fence) Range { return fence.Range })
}

// CodeSpanAt returns the inline code that r stands in, or nil.
func (f *File) CodeSpanAt(r Range) *CodeSpan {
	return around(f.CodeSpans, r, func(s *CodeSpan) Range { return s.Range })
}

// TableAt returns the table that r stands in, or nil.
func (f *File) TableAt(r Range) *Table {
	return around(f.Tables, r, func(t *Table) Range { return t.Range })
}

// BulletAt returns the boundary that an offset lies in, or nil.
func (f *File) BulletAt(at int) *Bullet {
	return around(f.Bullets, Range{Start: at, End: at}, func(b *Bullet) Range { return b.Range })
}

// FieldAt returns the top-level field that r lies in, or nil.
func (f *File) FieldAt(r Range) *Field {
	return around(f.Fields(), r, (*Field).Range)
}

// InFence reports whether r stands in a fenced code block.
func (f *File) InFence(r Range) bool { return f.FenceAt(r) != nil }

// InCode reports whether r lies in a fenced code block or between backticks.
func (f *File) InCode(r Range) bool { return f.InFence(r) || f.CodeSpanAt(r) != nil }

// SectionAt returns the index of the innermost section that r stands in, or -1. Those around it are its parents.
func (f *File) SectionAt(r Range) int {
	i := sort.Search(len(f.Sections), func(i int) bool { return f.Sections[i].Range.Start > r.Start }) - 1
	for i >= 0 && !f.Sections[i].Range.Contains(r) {
		i = f.Sections[i].Parent
	}
	return i
}

// InSection reports whether r stands in a section that is wanted, perhaps in one inside it.
func (f *File) InSection(r Range, want func(*Section) bool) bool {
	for i := f.SectionAt(r); i >= 0; i = f.Sections[i].Parent {
		if want(&f.Sections[i]) {
			return true
		}
	}
	return false
}

// around returns the one of several in order that holds r, or nil.
func around[T any](all []T, r Range, rangeOf func(*T) Range) *T {
	i := sort.Search(len(all), func(i int) bool { return rangeOf(&all[i]).Start > r.Start }) - 1
	if i < 0 || !rangeOf(&all[i]).Contains(r) {
		return nil
	}
	return &all[i]
}
