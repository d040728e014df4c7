package config

import "sort"

// Around returns the one of several in order that holds r, or nil. It looks at a few only.
func Around[T any](all []T, r Range, rangeOf func(*T) Range) *T {
	i := sort.Search(len(all), func(i int) bool { return rangeOf(&all[i]).Start > r.Start }) - 1
	if i < 0 || !rangeOf(&all[i]).Contains(r) {
		return nil
	}
	return &all[i]
}

// Line returns the line at start without its line end, and where the next one starts.
func Line(text []byte, start int) (r Range, next int) {
	for i := start; i < len(text); i++ {
		switch {
		case text[i] == '\n':
			return Range{Start: start, End: i}, i + 1
		case text[i] == '\r' && i+1 < len(text) && text[i+1] == '\n':
			return Range{Start: start, End: i}, i + 2
		case text[i] == '\r':
			return Range{Start: start, End: i}, i + 1
		}
	}
	return Range{Start: start, End: len(text)}, len(text)
}

// Trim returns r without white space at its ends.
func Trim(text []byte, r Range) Range {
	for r.Start < r.End && isSpace(text[r.Start]) {
		r.Start++
	}
	for r.Start < r.End && isSpace(text[r.End-1]) {
		r.End--
	}
	return r
}
