package glob

import (
	"errors"
	"strings"
	"unicode/utf8"
)

// The bounds of globs, which are far above what people write: the longest in the settings of well-known projects have some
// hundred characters and a dozen alternatives.
const (
	MaxAlternatives = 1000    // that the braces of one glob come to
	MaxStates       = 100_000 // that all globs of a set come to: about one for each character of each alternative
)

// A node is a piece of text without braces or, if it has alternatives, what stands in braces.
type node struct {
	text         string
	alternatives [][]node
}

// A size is what text in braces comes to when it is written out.
type size struct{ alternatives, bytes int }

// then returns the size of one text after another. It counts no further than the bounds.
func (s size) then(t size) size {
	return size{min(s.alternatives*t.alternatives, MaxAlternatives+1), min(s.bytes*t.alternatives+t.bytes*s.alternatives, MaxStates+1)}
}

func (s size) or(t size) size {
	return size{min(s.alternatives+t.alternatives, MaxAlternatives+1), min(s.bytes+t.bytes, MaxStates+1)}
}

// Check returns what is wrong with a glob, nil if nothing is. See [New] for the syntax.
func Check(glob string) error {
	_, _, err := split(glob)
	return err
}

// split takes a glob apart at its braces.
func split(glob string) ([]node, size, error) {
	p := parser{rest: glob}
	nodes, size := p.sequence()
	switch {
	case p.err != nil:
	case p.rest != "":
		p.err = errors.New(`a "}" closes no "{"`)
	case size.alternatives > MaxAlternatives:
		p.err = tooMany("alternatives in braces", MaxAlternatives)
	case size.bytes > MaxStates:
		p.err = tooMany("characters when its braces are written out", MaxStates)
	}
	return nodes, size, p.err
}

// A parser reads what is left of a glob.
type parser struct {
	rest  string
	depth int
	err   error
}

// sequence reads up to the end of an alternative, or of all.
func (p *parser) sequence() (nodes []node, total size) {
	total = size{alternatives: 1}
	for p.err == nil && p.rest != "" {
		n := p.plain()
		if n > 0 {
			nodes = append(nodes, node{text: p.rest[:n]})
			total = total.then(size{1, n})
			p.rest = p.rest[n:]
			continue
		}
		if p.err != nil || p.rest[0] != '{' {
			break
		}
		braces, size := p.braces()
		nodes, total = append(nodes, node{alternatives: braces}), total.then(size)
	}
	return nodes, total
}

// plain returns how many bytes of the rest have no part in braces.
func (p *parser) plain() int {
	for i := 0; i < len(p.rest); i++ {
		switch c := p.rest[i]; {
		case c == '\\':
			if i++; i == len(p.rest) {
				p.err = errors.New("it ends in a backslash")
				return 0
			}
		case c == '[':
			n := bracketSize(p.rest[i:])
			if n == 0 {
				p.err = errors.New(`a "[" is never closed, or holds nothing`)
				return 0
			}
			i += n - 1
		case c == '{', c == '}', c == ',' && p.depth > 0:
			return i
		}
	}
	return len(p.rest)
}

// braces reads the alternatives in braces.
func (p *parser) braces() (alternatives [][]node, total size) {
	p.depth++
	defer func() { p.depth-- }()
	for {
		p.rest = p.rest[1:] // the brace or comma
		nodes, size := p.sequence()
		alternatives, total = append(alternatives, nodes), total.or(size)
		if p.err == nil && p.rest == "" {
			p.err = errors.New(`a "{" is never closed`)
		}
		if p.err != nil {
			return nil, total
		}
		if p.rest[0] == '}' {
			p.rest = p.rest[1:]
			return alternatives, total
		}
	}
}

// written calls do with each text that nodes stand for, after what is written already.
func written(nodes []node, text []byte, do func([]byte)) {
	for i, n := range nodes {
		if n.alternatives == nil {
			text = append(text, n.text...)
			continue
		}
		for _, alternative := range n.alternatives {
			written(alternative, text, func(text []byte) { written(nodes[i+1:], text, do) })
		}
		return
	}
	do(text)
}

// elements parses a glob without braces, which has no faults.
func elements(glob string) (all []Element) {
	opens := true // a ** would stand for folders
	for len(glob) > 0 {
		n := 1
		var element Element
		switch stars := len(glob) - len(strings.TrimLeft(glob, "*")); {
		case stars == 2 && opens && (len(glob) == 2 || glob[2] == '/'):
			all, glob = withFolders(all, glob[2:])
			continue
		case stars > 0:
			element.Op, n = Star, stars
		case glob[0] == '?':
			element = Element{Symbols: []rune{'/', '/'}, Negated: true}
		case glob[0] == '[':
			n = bracketSize(glob)
			element = bracket(glob[1 : n-1])
		default:
			var r rune
			r, n = cutRune(glob)
			element = Literal(r)
		}
		all, glob = append(all, element), glob[n:]
		opens = element.isLiteral() && element.Symbols[0] == '/'
	}
	return all
}

// withFolders adds what a ** stands for, after which there is the end or a slash.
func withFolders(all []Element, after string) ([]Element, string) {
	if n := len(all); n > 0 && all[n-1].Op == Deep {
		all = all[:n-1] // **/** is **
	}
	if n := len(all); n > 0 && len(after) < 2 { // a/** is a, too
		all = append(all[:n-1], Element{Op: End}, all[n-1])
	}
	if after == "" {
		return append(all, Element{Op: Any}), ""
	}
	return append(all, Element{Op: Deep}), after[1:]
}

// bracketSize returns the length of the bracket that a glob starts with, 0 if it has no end or nothing in it.
func bracketSize(glob string) int {
	start := 1
	if len(glob) > 1 && (glob[1] == '!' || glob[1] == '^') {
		start = 2
	}
	for i := start; i < len(glob); i++ {
		switch {
		case glob[i] == '\\':
			i++
		case glob[i] == ']' && i == start:
			return 0
		case glob[i] == ']':
			return i + 1
		}
	}
	return 0
}

// bracket parses what stands in a bracket.
func bracket(inside string) Element {
	e := Element{}
	if inside[0] == '!' || inside[0] == '^' {
		e.Negated, inside = true, inside[1:]
	}
	for inside != "" {
		low, n := cutRune(inside)
		high := low
		inside = inside[n:]
		if len(inside) > 1 && inside[0] == '-' {
			high, n = cutRune(inside[1:])
			inside = inside[1+n:]
		}
		e.Symbols = append(e.Symbols, low, max(low, high)) // [z-a] is [z]
	}
	return e
}

// cutRune returns the code point that a text starts with, which may come after a backslash, and how much of the text that is.
func cutRune(text string) (rune, int) {
	skip := 0
	if text[0] == '\\' && len(text) > 1 {
		skip = 1
	}
	r, size := utf8.DecodeRuneInString(text[skip:])
	return r, skip + size
}
