package gitignore

import (
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/internal/glob"
)

// The matcher below goes back and forth in a text, as git's does. It takes long for some globs, and is right.

// matchGlob reports whether all of text matches glob. "*" stops at a slash; "**" between slashes or the ends crosses them.
// It goes back to the last star of either kind only: a path has so many slashes before a "**" however the stars before
// it divide the text, so an earlier one could not do better.
func matchGlob(glob, text string) bool {
	type retry struct{ glob, text int } // glob is 0 until there was such a star
	var star, deep retry
	g, t := 0, 0
	for g < len(glob) || t < len(text) {
		if end := g + stars(glob[g:]); end > g {
			if end-g > 1 && opens(glob[:g]) && closes(glob[end:]) {
				if end == len(glob) {
					return true
				}
				deep, star = retry{end, t}, retry{}
				if glob[end] == '/' {
					end++ // first try: no directory at all
				}
			} else {
				star = retry{end, t}
			}
			g = end
			continue
		}
		if g < len(glob) && t < len(text) {
			if n := matchByte(glob[g:], text[t]); n > 0 {
				g, t = g+n, t+1
				continue
			}
		}
		switch {
		case star.glob > 0 && star.text < len(text) && text[star.text] != '/':
			star.text++
			g, t = star.glob, star.text
		case deep.glob > 0 && deep.text < len(text):
			g, t, star = deep.glob, deep.text, retry{}
			deep.text++
		default:
			return false
		}
	}
	return true
}

// opens reports whether a "**" may follow before.
func opens(before string) bool { return before == "" || strings.HasSuffix(before, "/") }

// matchByte returns how long the first element of glob is, which is not a star, or 0 if it does not match c.
func matchByte(glob string, c byte) int {
	switch glob[0] {
	case '?':
		if c != '/' {
			return 1
		}
	case '[':
		return matchSet(glob, c)
	case '\\':
		if len(glob) > 1 && glob[1] == c {
			return 2
		}
	case c:
		return 1
	}
	return 0
}

func matches(text, path string) bool {
	literal := len(text)
	if i := strings.IndexAny(text, `*?[\`); i >= 0 {
		literal = i
	}
	rest, found := strings.CutPrefix(path, text[:literal])
	return found && matchGlob(text[literal:], rest)
}

// agrees fails the test if a pattern's elements and the matcher above do not say the same of a path.
func agrees(t *testing.T, text, path string) {
	t.Helper()
	elements, ok := elements(text)
	got := false
	if ok {
		set, err := glob.OfBytes([][]glob.Element{elements})
		got = err == nil && set.Match(path)
	}
	if text != "" && got != matches(text, path) {
		t.Errorf("%q matches %q: %t", text, path, got)
	}
}

func TestAgreesAtRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	write := func(letters []string) string {
		var out strings.Builder
		for range random.IntN(9) {
			out.WriteString(letters[random.IntN(len(letters))])
		}
		return out.String()
	}
	for range 30_000 {
		text := write([]string{"a", "b", "/", "/", "*", "**", "**/", "?", "[ab]", "[!a]", "[", "]", `\`, `\/`, "ü", "[[:alpha:]]", "[z-a]"})
		agrees(t, text, write([]string{"a", "b", "/", "ü", "ab"}))
	}
}

// A file of long patterns is matched in one pass, and one of too long ones counts as empty.
func TestTooMuch(t *testing.T) {
	if p := parse(strings.Repeat("*a*b\n", 10_000)); p.last("xaxb", "xaxb", false) == nil {
		t.Error("10,000 patterns match nothing")
	}
	if p := parse("*a\n" + strings.Repeat("*a*b\n", 100_000)); p.last("xa", "xa", false) != nil {
		t.Error("what 100,000 patterns ignore is ignored")
	}
}
