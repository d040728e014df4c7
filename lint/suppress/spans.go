package suppress

import (
	"slices"
	"sort"

	"github.com/agentlint/agentlint/parser/config"
)

// spans are ranges that may overlap, kept so that those that hold an offset are found without looking at each: a file may
// have as many as it has lines.
type spans struct {
	ranges []config.Range // by start
	reach  []int          // the furthest end of ranges[0] to ranges[i]
}

// newSpans sorts ranges, in place, and returns them as spans.
func newSpans(ranges []config.Range) spans {
	slices.SortStableFunc(ranges, func(a, b config.Range) int { return a.Start - b.Start })
	s := spans{ranges, make([]int, len(ranges))}
	furthest := 0
	for i, r := range ranges {
		furthest = max(furthest, r.End)
		s.reach[i] = furthest
	}
	return s
}

// startingAt returns the index of the first range that starts at an offset or after it.
func (s spans) startingAt(at int) int {
	return sort.Search(len(s.ranges), func(i int) bool { return s.ranges[i].Start >= at })
}

// endOf returns the furthest end of the ranges that start before an offset, 0 if none does.
func (s spans) endOf(at int) int {
	if i := s.startingAt(at); i > 0 {
		return s.reach[i-1]
	}
	return 0
}

// endingAfter returns the first range that ends after an offset; there must be one.
func (s spans) endingAfter(at int) config.Range {
	return s.ranges[sort.Search(len(s.reach), func(i int) bool { return s.reach[i] > at })]
}

// holds reports whether an offset lies in one of the ranges.
func (s spans) holds(at int) bool { return s.endOf(at+1) > at }
