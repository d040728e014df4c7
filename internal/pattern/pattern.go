// Package pattern tells whether texts match regular expressions, for the many short texts and the many expressions of
// a linter: names, callees, conditions, lines.
//
// An expression costs nothing until it is first asked, and then a few nanoseconds a byte: it is an automaton whose states
// are made as texts need them (Russ Cox, "Regular Expression Matching in the Wild",
// https://swtch.com/~rsc/regexp/regexp3.html). What an automaton can't tell, such as \pL, is left to package regexp. Both
// give the same answers.
package pattern

import (
	"regexp"
	"sync"
	"unsafe"
)

// A Pattern is a regular expression in the syntax of package regexp. It is safe for concurrent use. A nil Pattern asks
// nothing of a text.
type Pattern struct {
	expr      string
	automaton func() *automaton
	regexp    func() *regexp.Regexp
}

// New returns the pattern of an expression. If the expression is faulty, its first use panics.
func New(expr string) *Pattern {
	p := &Pattern{}
	p.set(expr)
	return p
}

// UnmarshalText takes the expression from data.
func (p *Pattern) UnmarshalText(expr []byte) error {
	p.set(string(expr))
	return nil
}

func (p *Pattern) set(expr string) {
	p.expr = expr
	p.automaton = sync.OnceValue(func() *automaton { return newAutomaton(expr) })
	p.regexp = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(expr) })
}

// String returns the expression, "" of nil.
func (p *Pattern) String() string {
	if p == nil {
		return ""
	}
	return p.expr
}

// MatchString reports whether there is a match in text.
func (p *Pattern) MatchString(text string) bool {
	if p == nil {
		return true
	}
	if found, told := p.automaton().match(text); told {
		return found
	}
	return p.regexp().MatchString(text)
}

// Match reports whether there is a match in text.
func (p *Pattern) Match(text []byte) bool {
	return p.MatchString(unsafe.String(unsafe.SliceData(text), len(text)))
}
