package source

import "sort"

// A Mapping ties an extract (a fenced block, a notebook's cells) to the file it was taken from.
// A nil Mapping is the identity: the extract is the file.
type Mapping []Segment

// A Segment is a run of bytes that both texts have: byte Extract+i of the extract is byte File+i of the file. It reaches up
// to the next segment, of which there may be none at once: a file has bytes that are not in the extract.
//
// If Length and Size differ, the segment is an escape: the Length bytes in the extract stand for the Size bytes in the file
// as a whole. What has no bytes in the file was added to the extract.
type Segment struct{ Extract, File, Length, Size uint32 }

// Run returns the segment of n bytes that are the same in both texts.
func Run(extract, file, n int) Segment { return Escape(extract, n, file, n) }

// Escape returns the segment of length bytes of the extract that stand for size bytes of the file.
func Escape(extract, length, file, size int) Segment {
	return Segment{uint32(extract), uint32(file), uint32(length), uint32(size)}
}

func (s Segment) isEscape() bool { return s.Length != s.Size }

// Start converts the offset at which something in the extract starts to an offset in the file. What starts inside an escape
// starts with it.
func (m Mapping) Start(extract int) int {
	if len(m) == 0 {
		return extract
	}
	s := m.at(extract)
	switch past := extract - int(s.Extract); {
	case !s.isEscape():
		return int(s.File) + past
	case past >= int(s.Length):
		return int(s.File + s.Size)
	}
	return int(s.File)
}

// End converts an exclusive end offset: it stays right after the byte before it, or after the escape that byte is part of.
func (m Mapping) End(extract int) int {
	if len(m) == 0 || extract == 0 {
		return m.Start(extract)
	}
	s := m.at(extract - 1)
	if s.isEscape() {
		return int(s.File + s.Size)
	}
	return int(s.File) + extract - int(s.Extract)
}

// Inside converts an offset in the file to one in the extract. It reports whether the extract has bytes there, before or
// after the offset: there is none inside an escape, nor where the file has what the extract has not.
func (m Mapping) Inside(file int) (extract int, ok bool) {
	if len(m) == 0 {
		return file, true
	}
	i := sort.Search(len(m), func(i int) bool { return int(m[i].File) > file }) - 1
	if i < 0 {
		return 0, false
	}
	s := m[i]
	switch past := file - int(s.File); {
	case past > int(s.Size), s.Size == 0 && s.Length > 0:
		return 0, false
	case past == int(s.Size):
		return int(s.Extract + s.Length), true
	default:
		return int(s.Extract) + past, past == 0 || !s.isEscape()
	}
}

// at returns the segment of the byte at an offset in the extract; the first or last one if it has none there.
func (m Mapping) at(extract int) Segment {
	return m[max(sort.Search(len(m), func(i int) bool { return int(m[i].Extract) > extract })-1, 0)]
}

// Nearest converts any offset in the file to one in the extract: if the extract has no bytes there, to that at which it goes
// on, and inside an escape to its start.
func (m Mapping) Nearest(file int) int {
	if len(m) == 0 {
		return file
	}
	s := m[max(sort.Search(len(m), func(i int) bool { return int(m[i].File) > file })-1, 0)]
	past := max(file-int(s.File), 0)
	switch {
	case past >= int(s.Size):
		return int(s.Extract + s.Length)
	case s.isEscape():
		return int(s.Extract)
	}
	return int(s.Extract) + past
}
