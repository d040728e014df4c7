package story

import (
	"fmt"
	"go/token"

	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/value"
)

// Place returns where a training is: at its epoch loop, or else the loop over batches, or the call that runs a framework's.
func (s *Story) Place(t *Training) value.Place {
	if t.Epoch >= 0 {
		return s.Record.Loops[t.Epoch].At
	}
	return t.At
}

// Searched says in which files the story was looked for: train.py, or train.py and 3 files that it imports.
func (s *Story) Searched() string {
	switch n := len(s.Record.Files) - 1; n {
	case 0:
		return s.Record.Script
	case 1:
		return s.Record.Script + " and a file that it imports"
	default:
		return fmt.Sprintf("%s and %d files that it imports", s.Record.Script, n)
	}
}

// OnlyLiteral returns the only thing that a value is if that is a literal, else nil.
func (s *Story) OnlyLiteral(v value.Value) *value.Object {
	if o := s.Single(v); o != nil && o.Kind == value.Literal {
		return o
	}
	return nil
}

// IsLiteral reports whether a value is a literal that is written so, of a string what stands between the quotes.
func (s *Story) IsLiteral(v value.Value, text string) bool {
	o := s.OnlyLiteral(v)
	return o != nil && Written(o) == text
}

// Written is a literal as it is written, without quotes.
func Written(o *value.Object) string {
	if o.Literal == code.String {
		return o.Name
	}
	return value.AsWritten(o)
}

// A Range is a place of a story in the run's token.FileSet.
type Range struct{ pos, end token.Pos }

// Pos returns where the range starts.
func (r Range) Pos() token.Pos { return r.pos }

// End returns where the range ends, exclusive.
func (r Range) End() token.Pos { return r.end }

// At returns where a place of the story is.
func (s *Story) At(p value.Place) Range {
	base := s.bases[p.File]
	return Range{token.Pos(base + int(p.Span.Start)), token.Pos(base + int(p.Span.End))}
}
