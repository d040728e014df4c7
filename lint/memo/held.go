package memo

import (
	"github.com/agentlint/agentlint/lint/cache"
	"github.com/agentlint/agentlint/lint/inspect"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/facts"
)

// maxHeld is of how much Python the code is held as it is until its programs are judged. What is beyond that is packed: few scripts come to
// it. Facts never are, since those of a whole program are linked at once.
const maxHeld = 6 << 20 // bytes

// A held syntax is that of a file as it was seen, which is as its facts and code were taken.
type held struct {
	seen  cache.Seen
	facts *facts.Facts
	code  packed[code.File]
}

// A packed value is held as it is, or as bytes.
type packed[T any] struct {
	value   *T
	encoded []byte
}

// hold returns a value to be held, as bytes if it is to be small.
func hold[T any](value *T, isSmall bool) (p packed[T]) {
	if value == nil || !isSmall {
		return packed[T]{value: value}
	}
	encoded, err := cache.Encode(value)
	if err != nil {
		return packed[T]{value: value}
	}
	return packed[T]{encoded: encoded}
}

// take returns the value, nil if there is none.
func (p *packed[T]) take() *T {
	if p.value != nil || p.encoded == nil {
		return p.value
	}
	value := new(T)
	if !cache.Decode(p.encoded, value) {
		return nil
	}
	return value
}

// Hold holds what was taken from a file until its program is judged.
func (s *Syntaxes) Hold(path string, out *inspect.Outcome) {
	if out.Syntax == (inspect.Syntax{}) {
		return
	}
	isSmall := s.size.Add(int64(out.Outline.Size)) > maxHeld
	h := &held{out.Seen, out.Syntax.Facts, hold(out.Syntax.Code, isSmall)}
	out.Syntax = inspect.Syntax{}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.held[path] = h
}

// Drop lets go of what is held of a file.
func (s *Syntaxes) Drop(path string) {
	if h := s.held[path]; h != nil {
		h.facts, h.code = nil, packed[code.File]{}
	}
}
