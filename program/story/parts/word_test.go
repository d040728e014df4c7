package parts

import "testing"

// TestNameWords holds the words that name parts of the data against the pattern that looks for them first.
func TestNameWords(t *testing.T) {
	for word := range nameWords {
		if !mayNamePart.MatchString(word) {
			t.Errorf("%s is never found", word)
		}
	}
}
