package story

import (
	"cmp"
	"slices"
)

// Mixed returns the first training in the script's own file that one of some loops runs, and the first after it that another one of
// them does; false if there are no two.
func (s *Story) Mixed(isOne func(t *Training) bool) (first, other *Training, ok bool) {
	var own []*Training
	for i := range s.Trainings {
		t := &s.Trainings[i]
		if s.Record.Files[t.At.File] == s.Record.Script && s.starts(t) && isOne(t) {
			own = append(own, t)
		}
	}
	slices.SortStableFunc(own, func(a, b *Training) int { return cmp.Compare(s.Place(a).Span.Start, s.Place(b).Span.Start) })
	for _, t := range own {
		if t.By != own[0].By {
			return own[0], t, true
		}
	}
	return nil, nil, false
}
