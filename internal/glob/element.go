package glob

// An Element is a part of a glob, whatever its syntax.
type Element struct {
	Op      Op
	Symbols []rune // of One: pairs of first and last
	Negated bool   // One is any symbol but Symbols
}

// An Op is what an element of a glob stands for.
type Op uint8

// What elements of globs stand for.
const (
	One  Op = iota // one symbol of several
	Star           // any number of symbols but slashes
	Any            // any number of symbols
	Deep           // nothing, or any number of symbols and a slash
	End            // nothing: the path may end here
)

// Literal is a symbol that stands for itself.
func Literal(symbol rune) Element { return Element{Symbols: []rune{symbol, symbol}} }

// isLiteral reports whether the element is one symbol, and no other.
func (e *Element) isLiteral() bool {
	return e.Op == One && !e.Negated && len(e.Symbols) == 2 && e.Symbols[0] == e.Symbols[1]
}

// has reports whether the element is the symbol.
func (e *Element) has(symbol rune) bool {
	for i := 0; i < len(e.Symbols); i += 2 {
		if e.Symbols[i] <= symbol && symbol <= e.Symbols[i+1] {
			return !e.Negated
		}
	}
	return e.Negated
}

// tellsForeign reports whether the element is some of the code points from 256 on, but not all.
func (e *Element) tellsForeign() bool {
	for i := 1; i < len(e.Symbols); i += 2 {
		if e.Symbols[i] >= direct {
			return true
		}
	}
	return false
}
