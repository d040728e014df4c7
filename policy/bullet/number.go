package bullet

import (
	"strconv"
	"strings"
)

// A Number is a bound that a bullet sets: "complexity < 10".
type Number struct {
	Max    int      // the highest value that keeps it
	About  []string // the words around it, in the singular
	Clause []string // those between the marks next to it
}

// Numbers returns the upper bounds in a bullet: below 10, at most 50 lines, no more than 30 characters, max 5.
func (b *Bullet) Numbers() (all []Number) {
	tokens := tokenize(b.Text)
	for i, t := range tokens {
		n, ok := number(t)
		if !ok {
			continue
		}
		if highest, ok := bound(tokens[:i], tokens[i+1:], n); ok {
			all = append(all, Number{highest, phrase(tokens), phrase(clauseAt(tokens, i))})
		}
	}
	return all
}

// clauseAt returns the tokens around one up to the marks that end a clause.
func clauseAt(tokens []token, at int) []token {
	from, to := at, at
	for from > 0 && !tokens[from-1].is(".", ";", ":", ",", "(", ")", "-") {
		from--
	}
	for to < len(tokens) && !tokens[to].is(".", ";", ":", ",", "(", ")", "-") {
		to++
	}
	return tokens[from:to]
}

// number reads a number, or the higher end of a range such as 9-15, which is two tokens.
func number(t token) (int, bool) {
	if t.kind != word {
		return 0, false
	}
	n, err := strconv.Atoi(t.text)
	return n, err == nil && n > 0
}

// bound returns the highest value that the words around a number allow.
func bound(before, after []token, n int) (int, bool) {
	last := func(count int) string {
		var words []string
		for _, t := range before[max(0, len(before)-count):] {
			words = append(words, t.text)
		}
		return strings.Join(words, " ")
	}
	if len(after) > 0 {
		if _, isRange := number(after[0]); isRange { // 9-15: the second counts
			return 0, false
		}
	}
	if len(before) > 0 {
		if _, isRange := number(before[len(before)-1]); isRange {
			before = before[:len(before)-1]
		}
	}
	switch {
	case strings.HasSuffix(last(2), "< =") || strings.HasSuffix(last(1), "≤"):
		return n, true
	case strings.HasSuffix(last(1), "<"), hasSuffix(last(2), "below", "under", "less than", "fewer than", "lower than"):
		return n - 1, true
	case hasSuffix(last(3), "at most", "no more than", "not more than", "max", "maximum", "maximum of", "up to", "not exceed", "exceeding", "over", "more than", "above", "exceed", "limit", "limited to"):
		return n, true
	case len(after) > 1 && after[0].is("or") && after[1].is("less", "fewer", "lower"), len(after) > 0 && after[0].is("max", "maximum"):
		return n, true
	}
	return 0, false
}

func hasSuffix(text string, endings ...string) bool {
	for _, ending := range endings {
		if text == ending || strings.HasSuffix(text, " "+ending) {
			return true
		}
	}
	return false
}
