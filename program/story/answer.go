package story

// An Answer is the place for what a story says to one question. It is found when it is first asked for, and kept with the
// story, which belongs to one goroutine, so nothing is locked.
type Answer[T any] struct {
	_ byte // answers are told apart by where they are
}

// Of returns what a story says, which find finds.
func (a *Answer[T]) Of(s *Story, find func(*Story) T) T {
	if known, ok := s.answers[a]; ok {
		return known.(T)
	}
	found := find(s)
	s.answers[a] = found
	return found
}

// An AnswerFor is as an [Answer], to a question about something.
type AnswerFor[K comparable, T any] struct{ all Answer[map[K]T] }

// Of returns what a story says about something, which find finds.
func (a *AnswerFor[K, T]) Of(s *Story, about K, find func(*Story, K) T) T {
	all := a.all.Of(s, func(*Story) map[K]T { return map[K]T{} })
	known, ok := all[about]
	if !ok {
		known = find(s, about)
		all[about] = known
	}
	return known
}
