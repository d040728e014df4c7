package source

import "sort"

// A Mapping ties an extract (a fenced block, a notebook's cells) to the file it was taken from.
// A nil Mapping is the identity: the extract is the file.
type Mapping []Segment

// A Segment is a run of bytes that stand in both texts: byte Extract+i of the extract is byte File+i of the file.
// It reaches up to the next segment.
type Segment struct{ Extract, File int }

// Start converts the offset at which something in the extract starts to an offset in the file.
func (m Mapping) Start(extract int) int {
	if len(m) == 0 {
		return extract
	}
	i := sort.Search(len(m), func(i int) bool { return m[i].Extract > extract }) - 1
	s := m[max(i, 0)]
	return s.File + extract - s.Extract
}

// End converts an exclusive end offset: it stays right behind the byte before it.
func (m Mapping) End(extract int) int {
	if len(m) == 0 || extract == 0 {
		return m.Start(extract)
	}
	return m.Start(extract-1) + 1
}
