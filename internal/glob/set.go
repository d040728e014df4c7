// Package glob tells which of many globs a path matches, in a time that depends on their length and the path's alone.
//
// The globs of a [Set] are matched all at once: a byte or code point of the path moves the states of all of them, 64 a word
// (Navarro and Raffinot, "Fast and Simple Character Classes and Bounded Gaps Pattern Matching",
// https://doi.org/10.1089/106652703322756140, has the idea). There is no going back, so no glob takes longer than its length
// says.
package glob

import (
	"math/bits"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"
)

// A Set is globs, by the indexes at which they were given. It is never changed once made, and safe for concurrent use. The zero
// Set has none, and so has nil.
type Set struct {
	literals map[string][]int // globs that are nothing but text
	owners   []owner          // of states, by the first of them
	isBytes  bool             // a path is bytes, not code points

	start, accept    []uint64       // states, a bit each
	star, any, below []uint64       // states that stay: at all but a slash, at all; that come back after each slash
	rows             []uint64       // states that go on, by the symbol that they go on at
	other            []uint64       // likewise, at code points from 256 on
	named            map[rune][]int // of these code points, the states that go on at nothing else
	foreign          []position     // states that tell them apart by a bracket
	buffers          sync.Pool      // of *buffer
}

// An owner is the glob that the states from a number on are of.
type owner struct{ state, glob int }

// A position is a state that goes on at the symbols of an element.
type position struct {
	state   int
	element *Element
}

// A buffer is where a path is followed.
type buffer struct {
	states
	row    []uint64 // that of a code point from 256 on
	folder string   // of the path before, with its slash; the next one is mostly in it
	inside states   // after folder
}

// States are those that a path has led to.
type states struct {
	now  []uint64
	deep []uint64 // those of Set.below that it has ever led to
	left bool     // there are any
}

func (b *states) copy(from *states) {
	copy(b.now, from.now)
	copy(b.deep, from.deep)
	b.left = from.left
}

// Match reports whether a path matches any of the globs.
func (s *Set) Match(path string) bool { return s.First(path) >= 0 }

// First returns the index of the first glob that a path matches, or -1.
func (s *Set) First(path string) int {
	if all := s.All(path); len(all) > 0 {
		return all[0]
	}
	return -1
}

// All returns the indexes of the globs that a path matches, in order. The caller must not change them.
func (s *Set) All(path string) []int {
	if s == nil {
		return nil
	}
	found := s.literals[path]
	if len(s.owners) == 0 {
		return found
	}
	b := s.buffer()
	defer s.buffers.Put(b)
	if s.follow(b, path); !b.left {
		return found
	}
	found = slices.Clip(found)
	for w, word := range b.now {
		for word &= s.accept[w]; word != 0; word &= word - 1 {
			found = append(found, s.owner(w*64+bits.TrailingZeros64(word)))
		}
	}
	slices.Sort(found)
	return slices.Compact(found)
}

// owner returns the index of the glob that a state is of.
func (s *Set) owner(state int) int {
	return s.owners[sort.Search(len(s.owners), func(i int) bool { return s.owners[i].state > state })-1].glob
}

func (s *Set) buffer() *buffer {
	if b, ok := s.buffers.Get().(*buffer); ok {
		return b
	}
	n := len(s.start)
	all := make([]uint64, 5*n)
	cut := func() (states []uint64) {
		states, all = all[:n:n], all[n:]
		return states
	}
	b := &buffer{states: states{now: cut(), deep: cut()}, row: cut(), inside: states{now: cut(), deep: cut()}}
	s.begin(&b.inside)
	return b
}

// begin puts all globs at their starts.
func (s *Set) begin(at *states) {
	copy(at.now, s.start)
	for w := range at.deep {
		at.deep[w] = s.start[w] & s.below[w]
	}
	at.left = true
}

// follow leads all globs through a path.
func (s *Set) follow(b *buffer, path string) {
	base := strings.LastIndexByte(path, '/') + 1
	if path[:base] != b.folder {
		s.begin(&b.states)
		s.run(b, path[:base])
		b.folder = path[:base]
		b.inside.copy(&b.states)
	}
	b.copy(&b.inside)
	s.run(b, path[base:])
}

// run leads all globs over a part of a path.
func (s *Set) run(b *buffer, part string) {
	for i := 0; i < len(part) && b.left; {
		symbol, size := rune(part[i]), 1
		if symbol >= utf8.RuneSelf && !s.isBytes {
			symbol, size = utf8.DecodeRuneInString(part[i:])
		}
		i += size
		b.step(s, s.row(b, symbol), symbol == '/')
	}
}

// step leads all globs over a symbol, at which the states in on go on.
func (b *states) step(s *Set, on []uint64, slash bool) {
	var carry, left uint64
	for w, now := range b.now {
		left |= b.deep[w]
		if now|carry == 0 && !slash {
			continue
		}
		moved := now & on[w]
		next := moved<<1 | carry | now&s.any[w]
		carry = moved >> 63
		if slash {
			next |= b.deep[w]
		} else {
			next |= now & s.star[w]
		}
		b.deep[w] |= next & s.below[w]
		b.now[w] = next
		left |= next
	}
	b.left = left != 0
}

// row returns the states that go on at a symbol.
func (s *Set) row(b *buffer, symbol rune) []uint64 {
	if symbol < direct {
		return s.rowOf(symbol)
	}
	named := s.named[symbol]
	if len(named)+len(s.foreign) == 0 {
		return s.other
	}
	copy(b.row, s.other)
	for _, state := range named {
		set(b.row, state)
	}
	for _, p := range s.foreign {
		if p.element.has(symbol) {
			set(b.row, p.state)
		}
	}
	return b.row
}

// rowOf returns the states that go on at a symbol below 256.
func (s *Set) rowOf(symbol rune) []uint64 { return s.rows[int(symbol)*len(s.start):][:len(s.start)] }

func set(states []uint64, i int) { states[i/64] |= 1 << (i % 64) }
