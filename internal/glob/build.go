package glob

import (
	"fmt"
	"unicode/utf8"
)

// direct is the number of symbols that a set has a row for.
const direct = 256

// An Error is what is wrong with one of several globs.
type Error struct {
	Glob    int // its index
	Message string
}

// Error says what is wrong.
func (e *Error) Error() string { return e.Message }

func tooMany(what string, limit int) error {
	return fmt.Errorf("it has over %d %s", limit, what)
}

// New returns the set of globs. Their syntax is that of shells, with ** for any number of folders and [!a] like [^a]:
//
//	**/src/*.{py,ipynb}   data[0-9]?.csv   docs/**
//
// What ends in /** stands for the folder itself, too. The error is an *[Error] about the first glob that is at fault.
func New(globs ...string) (*Set, error) {
	var all [][]Element
	var owners []int
	inBraces := 0
	for i, glob := range globs {
		nodes, size, err := split(glob)
		if err != nil {
			return nil, &Error{i, err.Error()}
		}
		if size.alternatives > 1 {
			if inBraces += size.bytes + size.alternatives; inBraces > MaxStates {
				return nil, tooLong(i)
			}
		}
		written(nodes, nil, func(text []byte) { all, owners = append(all, elements(string(text))), append(owners, i) })
	}
	return build(all, owners, false)
}

func tooLong(glob int) error {
	return &Error{glob, fmt.Sprintf("up to here, globs have over %d characters when their braces are written out", MaxStates)}
}

// Must is [New] for globs that have no faults.
func Must(globs ...string) *Set {
	s, err := New(globs...)
	if err != nil {
		panic(err)
	}
	return s
}

// OfBytes returns the set of globs whose symbols are bytes. The error is an *[Error] about the first that is too much.
func OfBytes(globs [][]Element) (*Set, error) {
	owners := make([]int, len(globs))
	for i := range globs {
		owners[i] = i
	}
	return build(globs, owners, true)
}

// build returns the set of globs, each of which is the alternative of an owner.
func build(globs [][]Element, owners []int, isBytes bool) (*Set, error) {
	s := &Set{isBytes: isBytes, literals: map[string][]int{}}
	var rest [][]Element
	states := 0
	for i, elements := range globs {
		if text, ok := s.text(elements); ok {
			s.literals[text] = append(s.literals[text], owners[i])
			continue
		}
		s.owners = append(s.owners, owner{states, owners[i]})
		rest = append(rest, elements)
		if states += cost(elements); states > MaxStates {
			return nil, tooLong(owners[i])
		}
	}
	if states > 0 {
		s.allocate((states + 63) / 64)
	}
	for i, elements := range rest {
		s.lay(elements, s.owners[i].state)
	}
	return s, nil
}

// cost returns how many states elements take. A bracket that tells code points from 256 on apart counts for many: each of
// these in a path is looked for in it.
func cost(elements []Element) int {
	states := 1
	for i := range elements {
		switch e := &elements[i]; {
		case e.Op != One:
		case e.tellsForeign() && !e.isLiteral():
			states += 200
		default:
			states++
		}
	}
	return states
}

// allocate makes room for states.
func (s *Set) allocate(words int) {
	s.rows = make([]uint64, (direct+6)*words)
	all := s.rows[direct*words:]
	for _, states := range []*[]uint64{&s.start, &s.accept, &s.star, &s.any, &s.below, &s.other} {
		*states, all = all[:words:words], all[words:]
	}
}

// lay puts the elements of a glob into the states from a number on.
func (s *Set) lay(elements []Element, state int) {
	set(s.start, state)
	for i := range elements {
		switch e := &elements[i]; e.Op {
		case One:
			s.goOn(e, state)
			state++
		case Star:
			set(s.star, state)
		case Any:
			set(s.any, state)
		case Deep:
			set(s.below, state)
		case End:
			set(s.accept, state)
		}
	}
	set(s.accept, state)
}

// goOn lets a state go on at the symbols of an element.
func (s *Set) goOn(e *Element, state int) {
	switch {
	case e.isLiteral() && e.Symbols[0] < direct:
		set(s.rowOf(e.Symbols[0]), state)
		return
	case e.isLiteral():
		if s.named == nil {
			s.named = map[rune][]int{}
		}
		s.named[e.Symbols[0]] = append(s.named[e.Symbols[0]], state)
		return
	case e.tellsForeign():
		s.foreign = append(s.foreign, position{state, e})
	case e.Negated:
		set(s.other, state)
	}
	for symbol := range rune(direct) {
		if e.has(symbol) {
			set(s.rowOf(symbol), state)
		}
	}
}

// text returns the text that elements stand for, and whether they are nothing but that.
func (s *Set) text(elements []Element) (string, bool) {
	var text []byte
	for i := range elements {
		e := &elements[i]
		switch {
		case !e.isLiteral() || !s.isBytes && e.Symbols[0] == utf8.RuneError: // which bad bytes are, too
			return "", false
		case s.isBytes:
			text = append(text, byte(e.Symbols[0]))
		default:
			text = utf8.AppendRune(text, e.Symbols[0])
		}
	}
	return string(text), true
}
