package wording

import (
	"slices"
	"unicode/utf8"
)

// A Speller finds what misspelled words were meant to be. It is for the words of one file, and not for concurrent use.
type Speller struct {
	words      []string
	candidates []candidate // words in alphabetical order, when they are asked for
	left       int         // pairs of letters that may still be compared
}

// maxPairs is how many pairs of letters a Speller compares, which takes some tenths of a second. The words of a file that
// people wrote come to less than a hundredth.
const maxPairs = 1 << 25

type candidate struct {
	word   string
	folded []rune
}

// NewSpeller returns a speller that knows the candidates.
func NewSpeller(candidates []string) *Speller { return &Speller{words: candidates, left: maxPairs} }

func (s *Speller) prepare() {
	for _, word := range slices.Compact(slices.Sorted(slices.Values(s.words))) {
		s.candidates = append(s.candidates, candidate{word, []rune(fold(word))})
	}
	s.words = nil
}

// Nearest is [Speller.Nearest] for a word alone.
func Nearest(word string, candidates []string) (string, bool) {
	return NewSpeller(candidates).Nearest(word)
}

// Nearest returns the candidate that word most likely is a misspelling of, and whether there is one. What [Same] ignores
// does not count; beyond that, a third of the letters may differ. Of a file that makes it look at more than maxPairs pairs of
// letters, further words are near nothing.
func (s *Speller) Nearest(word string) (string, bool) { return s.NearestBut("", word) }

// NearestBut is Nearest among all but one of the candidates.
func (s *Speller) NearestBut(except, word string) (string, bool) {
	s.prepare()
	best, least := "", utf8.RuneCountInString(word)/3+1
	folded := []rune(fold(word))
	for _, c := range s.candidates {
		if s.left--; s.left < 0 {
			return "", false
		}
		if c.word == except {
			continue
		}
		if max(len(folded)-len(c.folded), len(c.folded)-len(folded)) >= least {
			continue // the distance is no smaller
		}
		if s.left -= len(folded) * len(c.folded); s.left < 0 {
			return "", false
		}
		if d := distance(folded, c.folded); d < least {
			best, least = c.word, d
		}
	}
	return best, best != ""
}

// Within reports whether a few letters to insert, delete, replace or swap with their neighbour lead from a to b.
func Within(a, b string, few int) bool {
	x, y := []rune(a), []rune(b)
	return max(len(x)-len(y), len(y)-len(x)) <= few && distance(x, y) <= few
}

// distance is the number of letters to insert, delete, replace or swap with their neighbour to get from a to b: the
// optimal string alignment distance (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance).
func distance(a, b []rune) int {
	width := len(b) + 1
	cells := make([]int, 3*width)
	before, above, row := cells[:width], cells[width:2*width], cells[2*width:] // row by row of a table
	for j := range row {
		row[j] = j
	}
	for i := range a {
		before, above, row = above, row, before
		row[0] = i + 1
		for j := range b {
			replace := above[j]
			if a[i] != b[j] {
				replace++
			}
			d := min(above[j+1]+1, row[j]+1, replace)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, before[j-1]+1)
			}
			row[j+1] = d
		}
	}
	return row[len(b)]
}
