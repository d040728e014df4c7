package program

// SavedEachBatch returns the saves that happen with every batch, whatever it is and however the training goes.
func (e *Entry) SavedEachBatch(t *Training) (each []Save) {
	for _, s := range e.Saves(t).All {
		loop := s.site.call().Loop
		if !s.InLoop || loop < 0 || !s.site.fn.isBatchLoop(loop) {
			continue
		}
		if g := s.site.guard(s.site.fn.Loops[loop].Block, true); g&^OnOneProcess == 0 {
			each = append(each, s)
		}
	}
	return each
}

// SavedTwice returns pairs of saves that always write the same thing one after the other, the first one first. A copy that is
// called the best or the last one has a use of its own.
func (e *Entry) SavedTwice(t *Training) (pairs [][2]Save) {
	all := e.Saves(t).All
	for i := range all {
		for j := range all[:i] {
			if all[j].isTwin(&all[i]) {
				pairs = append(pairs, [2]Save{all[j], all[i]})
				break
			}
		}
	}
	return pairs
}

// isTwin reports whether two calls stand in the same block and write the same argument.
func (s *Save) isTwin(other *Save) bool {
	a, b := s.site.call(), other.site.call()
	if s.site.fn != other.site.fn || a == b || a.Block != b.Block || a.Loop != b.Loop || s.By != other.By || s.Library.Object == nil {
		return false
	}
	x, okX := a.take(s.Library.Object)
	y, okY := b.take(s.Library.Object)
	return okX && okY && x.Text != "" && x.Text == y.Text && !s.isNamed() && !other.isNamed()
}

func (s *Save) isNamed() bool { return s.NamedBest() || s.NamedLast() }
