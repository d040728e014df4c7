package pattern

import (
	"encoding/binary"
	"regexp/syntax"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"
)

// maxStates bounds the memory of an automaton. The expressions of a linter have some dozens of states; what would take
// more is left to package regexp.
const maxStates = 1000

// An automaton tells whether a text matches. It knows no positions.
type automaton struct {
	needed  string // stands in every text that matches; "" if a few bytes tell most texts apart anyway
	prog    *syntax.Prog
	classes [utf8.RuneSelf]uint8 // of each ASCII character; the expression treats those of a class alike
	samples []rune               // a rune of each class; the last two are those of foreign and of end
	uniform bool                 // the expression treats all that is not ASCII alike, but for the special runes
	start   *state

	mu     sync.Mutex // guards the making of states
	states map[string]*state
}

const (
	end     = -1             // stands for what is before and after a text
	foreign = utf8.RuneError // stands for all that is not ASCII
)

// The special runes are the only ones beyond ASCII that are the same as ASCII letters where case does not matter.
const (
	longS  = 'ſ'
	kelvin = '\u212a'
)

// A state is what a text has left to match after some of its bytes.
type state struct {
	pending  []uint32 // instructions to go on with
	previous rune     // a sample of the class of the byte before
	next     []atomic.Pointer[state]
}

// The states in which more bytes change nothing, and the one that stands for states over maxStates.
var matched, hopeless, tooMany = new(state), new(state), new(state)

func newAutomaton(expr string) *automaton {
	parsed, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		panic(err)
	}
	prog, err := syntax.Compile(parsed.Simplify())
	if err != nil {
		panic(err)
	}
	a := &automaton{prog: prog, states: map[string]*state{}}
	if prog.StartCond()&syntax.EmptyBeginText == 0 {
		a.needed = needed(parsed)
	}
	a.classify()
	a.start = a.state([]uint32{uint32(prog.Start)}, end)
	return a
}

// match reports whether text matches, and whether the automaton can tell.
func (a *automaton) match(text string) (found, told bool) {
	if !strings.Contains(text, a.needed) {
		return false, true
	}
	s := a.start
	for i := 0; i < len(text); {
		var class uint8
		if text[i] < utf8.RuneSelf {
			class = a.classes[text[i]]
			i++
		} else {
			r, size := utf8.DecodeRuneInString(text[i:])
			if !a.uniform || r == longS || r == kelvin {
				return false, false
			}
			class = uint8(len(a.samples) - 2)
			i += size
		}
		next := s.next[class].Load()
		if next == nil {
			next = a.step(s, class)
		}
		if s = next; s.next == nil {
			return s == matched, s != tooMany
		}
	}
	s = a.step(s, uint8(len(a.samples)-1))
	return s == matched, s != tooMany
}

// needed returns the longest literal that must stand in every match of an expression, "" if there is none: most texts lack
// it, and to look for it takes a fraction of the time.
func needed(re *syntax.Regexp) (literal string) {
	switch re.Op {
	case syntax.OpLiteral:
		if re.Flags&syntax.FoldCase == 0 && !slices.Contains(re.Rune, utf8.RuneError) { // which bad bytes match, too
			return string(re.Rune)
		}
	case syntax.OpCapture, syntax.OpPlus:
		return needed(re.Sub[0])
	case syntax.OpRepeat:
		if re.Min > 0 {
			return needed(re.Sub[0])
		}
	case syntax.OpConcat:
		for _, sub := range re.Sub {
			if l := needed(sub); len(l) > len(literal) {
				literal = l
			}
		}
	}
	return literal
}

// step returns the state after s and a byte of the class.
func (a *automaton) step(s *state, class uint8) *state {
	if next := s.next[class].Load(); next != nil {
		return next
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	next := a.follow(s, a.samples[class])
	s.next[class].Store(next)
	return next
}

// follow works out the state after s and r.
func (a *automaton) follow(s *state, r rune) *state {
	reached := a.reach(s.pending, syntax.EmptyOpContext(s.previous, r))
	var pending []uint32
	for _, pc := range reached {
		inst := &a.prog.Inst[pc]
		switch {
		case inst.Op == syntax.InstMatch:
			return matched
		case r != end && inst.MatchRune(r):
			pending = append(pending, inst.Out)
		}
	}
	if r == end {
		return hopeless
	}
	return a.state(a.restart(pending), r)
}

// restart adds to what is pending that a match may begin at each byte, if it may begin elsewhere than at the start.
func (a *automaton) restart(pending []uint32) []uint32 {
	if a.prog.StartCond()&syntax.EmptyBeginText == 0 {
		pending = append(pending, uint32(a.prog.Start))
	}
	slices.Sort(pending)
	return slices.Compact(pending)
}

// reach returns the instructions that match a rune or the whole, and that are reached from pending without one.
func (a *automaton) reach(pending []uint32, context syntax.EmptyOp) (reached []uint32) {
	seen := make([]bool, len(a.prog.Inst))
	todo := slices.Clone(pending)
	for len(todo) > 0 {
		pc := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		if seen[pc] {
			continue
		}
		seen[pc] = true
		switch inst := &a.prog.Inst[pc]; inst.Op {
		case syntax.InstAlt, syntax.InstAltMatch:
			todo = append(todo, inst.Out, inst.Arg)
		case syntax.InstCapture, syntax.InstNop:
			todo = append(todo, inst.Out)
		case syntax.InstEmptyWidth:
			if syntax.EmptyOp(inst.Arg)&^context == 0 {
				todo = append(todo, inst.Out)
			}
		case syntax.InstFail:
		default:
			reached = append(reached, pc)
		}
	}
	return reached
}

// state returns the state with these instructions pending, the same one each time.
func (a *automaton) state(pending []uint32, previous rune) *state {
	if len(pending) == 0 {
		return hopeless
	}
	previous = kindOf(previous)
	key := binary.LittleEndian.AppendUint32(nil, uint32(previous))
	for _, pc := range pending {
		key = binary.LittleEndian.AppendUint32(key, pc)
	}
	if s := a.states[string(key)]; s != nil {
		return s
	}
	if len(a.states) == maxStates {
		return tooMany
	}
	s := &state{pending: pending, previous: previous, next: make([]atomic.Pointer[state], len(a.samples))}
	a.states[string(key)] = s
	return s
}

// kindOf returns a rune that assertions such as ^ and \b can't tell from r.
func kindOf(r rune) rune {
	switch {
	case r == end || r == '\n':
		return r
	case syntax.IsWordChar(r):
		return 'w'
	}
	return ' '
}

// classify puts characters that no instruction tells apart into one class.
func (a *automaton) classify() {
	a.uniform = true
	var begins [utf8.RuneSelf + 1]bool // whether a class begins with the byte
	mark := func(lo, hi rune) {
		if lo < utf8.RuneSelf {
			begins[lo] = true
			begins[min(hi, utf8.RuneSelf-1)+1] = true
		}
	}
	for _, word := range [][2]rune{{0, 0}, {'0', '9'}, {'A', 'Z'}, {'_', '_'}, {'a', 'z'}, {'\n', '\n'}} {
		mark(word[0], word[1])
	}
	for i := range a.prog.Inst {
		inst := &a.prog.Inst[i]
		a.uniform = a.uniform && isUniform(inst.Rune)
		if len(inst.Rune) == 1 {
			for r := unicode.SimpleFold(inst.Rune[0]); ; r = unicode.SimpleFold(r) {
				mark(r, r)
				if r == inst.Rune[0] {
					break
				}
			}
			continue
		}
		for j := 0; j+1 < len(inst.Rune); j += 2 {
			mark(inst.Rune[j], inst.Rune[j+1])
		}
	}
	class := -1
	for b := range a.classes {
		if begins[b] {
			class++
			a.samples = append(a.samples, rune(b))
		}
		a.classes[b] = uint8(class)
	}
	a.samples = append(a.samples, foreign, end)
}

// isUniform reports whether a single rune, or pairs that are ranges, have all or none of what is not ASCII in them,
// special runes not counted.
func isUniform(runes []rune) bool {
	const all = unicode.MaxRune - utf8.RuneSelf + 1 - 2
	if len(runes) == 1 {
		return runes[0] < utf8.RuneSelf
	}
	count := 0
	for i := 0; i+1 < len(runes); i += 2 {
		lo, hi := max(runes[i], utf8.RuneSelf), runes[i+1]
		if lo > hi {
			continue
		}
		count += int(hi - lo + 1)
		for _, special := range []rune{longS, kelvin} {
			if lo <= special && special <= hi {
				count--
			}
		}
	}
	return count == 0 || count == all
}
