package repository

// A Question has yes or no for an answer.
type Question struct {
	Kind         Kind
	Name         string
	Major, Minor int
}

// A Kind is one of the methods that answer questions.
type Kind uint8

const (
	exists Kind = iota
	mentions
	requiresAtLeast
	allowsBelow
	holdsContent
	shows
	holdsFiles
	staysBelow
)

// Ask answers a question, as the method that it is for does.
func (r *Repository) Ask(q Question) bool {
	known, ok := r.answers.Load(q)
	if !ok {
		known = r.answer(q)
		r.answers.Store(q, known)
	}
	is := known.(bool)
	if r.note != nil {
		r.note(q, is)
	}
	return is
}

func (r *Repository) answer(q Question) bool {
	switch q.Kind {
	case exists:
		return r.exists(q.Name)
	case mentions:
		return r.mentions(q.Name)
	case requiresAtLeast:
		return r.requiresAtLeast(q.Name, q.Major, q.Minor)
	case shows:
		return r.shows()
	case holdsContent:
		return r.holdsContent(q.Name, q.Major)
	case holdsFiles:
		return r.holdsFiles(q.Name)
	case staysBelow:
		return r.staysBelow(q.Name, q.Major, q.Minor)
	default:
		return r.allowsBelow(q.Name, q.Major, q.Minor)
	}
}

// Noting returns the same repository, which tells note of each question that it is asked in this way, and of its answer.
func (r *Repository) Noting(note func(Question, bool)) *Repository {
	return &Repository{r.contents, note}
}
