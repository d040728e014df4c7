package story

import (
	"fmt"

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

// literal returns the only thing that a value is if that is a literal, else nil.
func (s *Story) literal(v value.Value) *value.Object {
	if o := s.single(v); o != nil && o.Kind == value.Literal {
		return o
	}
	return nil
}

// isLiteral reports whether a value is a literal that is written so, of a string what stands between the quotes.
func (s *Story) isLiteral(v value.Value, text string) bool {
	o := s.literal(v)
	return o != nil && written(o) == text
}

// written is a literal as it is written, without quotes.
func written(o *value.Object) string {
	if o.Literal == code.String {
		return o.Name
	}
	return literal(o)
}
