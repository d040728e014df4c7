// Package wording has what the messages of several rules need: lists in a sentence and "did you mean".
package wording

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// List joins words as a sentence does: "a", "a and b", "a, b and c" with the conjunction "and".
func List(words []string, conjunction string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// Quoted returns the words in double quotes.
func Quoted(words []string) []string {
	quoted := make([]string, len(words))
	for i, word := range words {
		quoted[i] = `"` + word + `"`
	}
	return quoted
}

// Same reports whether two words differ at most in case and in whether they are joined by hyphens, underscores or nothing.
func Same(a, b string) bool { return fold(a) == fold(b) }

// Nearest returns the candidate that word most likely is a misspelling of, and whether there is one. What [Same]
// ignores does not count; beyond that, a third of the letters may differ.
func Nearest(word string, candidates []string) (string, bool) {
	best, least := "", utf8.RuneCountInString(word)/3+1
	folded := []rune(fold(word))
	for _, candidate := range slices.Sorted(slices.Values(candidates)) {
		other := []rune(fold(candidate))
		if max(len(folded)-len(other), len(other)-len(folded)) >= least {
			continue // the distance is no smaller
		}
		if d := distance(folded, other); d < least {
			best, least = candidate, d
		}
	}
	return best, best != ""
}

var separators = strings.NewReplacer("-", "", "_", "", " ", "")

func fold(word string) string { return separators.Replace(strings.ToLower(word)) }

// Distance returns the number of letters to insert, delete, replace or swap with their neighbour to get from a to b.
func Distance(a, b string) int { return distance([]rune(a), []rune(b)) }

// distance is the number of letters to insert, delete, replace or swap with their neighbour to get from a to b: the
// optimal string alignment distance (https://en.wikipedia.org/wiki/Damerau%E2%80%93Levenshtein_distance).
func distance(a, b []rune) int {
	rows, width := make([][]int, len(a)+1), len(b)+1
	cells := make([]int, len(rows)*width)
	for i := range rows {
		rows[i] = cells[i*width:][:width]
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := range a {
		for j := range b {
			replace := rows[i][j]
			if a[i] != b[j] {
				replace++
			}
			d := min(rows[i][j+1]+1, rows[i+1][j]+1, replace)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				d = min(d, rows[i-1][j-1]+1)
			}
			rows[i+1][j+1] = d
		}
	}
	return rows[len(a)][len(b)]
}
