// Package wording has what the messages of several rules need: lists in a sentence and "did you mean".
package wording

import (
	"fmt"
	"strings"
)

// List joins words as a sentence does: "a", "a and b", "a, b and c" with the conjunction "and".
func List(words []string, conjunction string) string {
	last := len(words) - 1
	if last < 1 {
		return strings.Join(words, "")
	}
	return strings.Join(words[:last], ", ") + " " + conjunction + " " + words[last]
}

// maxListed is how many words a message lists: a file may have a million, and as many messages.
const maxListed = 50

// Some joins words as [List] does, and says of many how many more there are: "a, b and 3 others".
func Some(words []string, conjunction string) string {
	if len(words) <= maxListed {
		return List(words, conjunction)
	}
	return strings.Join(words[:maxListed], ", ") + fmt.Sprintf(" %s %d others", conjunction, len(words)-maxListed)
}

// Few joins words as [List] does, and names only the first of many: "a, b, c and 5 others".
func Few(words []string, conjunction string) string {
	const most = 4
	if len(words) <= most {
		return List(words, conjunction)
	}
	return strings.Join(words[:most-1], ", ") + fmt.Sprintf(" %s %d others", conjunction, len(words)-most+1)
}

// Count returns a number of things: "1 file", "2 files".
func Count(n int, thing string) string {
	if n == 1 {
		return "1 " + thing
	}
	return fmt.Sprintf("%d %ss", n, thing)
}

// Short returns a text, cut if it is long: a file may have one of megabytes, and a message about it for each line.
func Short(text string) string {
	const most = 200
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
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

var separators = strings.NewReplacer("-", "", "_", "", " ", "")

func fold(word string) string { return separators.Replace(strings.ToLower(word)) }
