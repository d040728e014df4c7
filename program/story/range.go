package story

import (
	"go/token"

	"github.com/agentlint/agentlint/program/value"
)

// A Range is a place of a story in the run's token.FileSet.
type Range struct{ pos, end token.Pos }

// Pos returns where the range starts.
func (r Range) Pos() token.Pos { return r.pos }

// End returns where the range ends, exclusive.
func (r Range) End() token.Pos { return r.end }

// At returns where a place of the story is.
func (s *Story) At(p value.Place) Range {
	base := s.bases[p.File]
	return Range{token.Pos(base + p.Span.Start), token.Pos(base + p.Span.End)}
}
