package glob

import (
	"errors"
	"math/rand/v2"
	pathpkg "path"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/bmatcuk/doublestar/v4"
)

// agrees fails the test if a set of one glob and doublestar do not say the same of a path.
func agrees(t *testing.T, glob, path string) {
	t.Helper()
	s, err := New(glob)
	if valid := doublestar.ValidatePattern(glob); valid != (err == nil) {
		t.Fatalf("New(%q) says %v, and doublestar takes it: %t", glob, err, valid)
	}
	if err != nil || path == "/" || path != pathpkg.Clean(path) {
		return
	}
	alternatives := alternativesOf(glob)
	if slices.ContainsFunc(alternatives, isOdd) {
		return
	}
	matches := func(glob string) bool { return doublestar.MatchUnvalidated(glob, path) }
	got := s.Match(path)
	if got && strings.Contains(glob, "[") && strings.Contains(path, "/") { // which a bracket may be; doublestar overlooks some ways
		return
	}
	if got != matches(glob) && got != slices.ContainsFunc(alternatives, matches) {
		t.Errorf("%q matches %q: %t", glob, path, got)
	}
}

// alternativesOf returns a glob with its braces written out. At the end of a path, doublestar overlooks that braces may stand
// for nothing: to it, *{a,} does not match b, but b is matched by *.
func alternativesOf(glob string) (all []string) {
	nodes, _, _ := split(glob)
	written(nodes, nil, func(text []byte) { all = append(all, string(text)) })
	return all
}

// odd matches globs without braces of which doublestar says what its documentation does not: that a/**/** does not match a,
// nor a\/**, though a/** does; nor a*/**; that a**/ matches a, though a*/ does not; and that a*** does not, though a* does.
var odd = regexp.MustCompile(`\*/\*\*|\\/\*\*|[^/]\*\*/$|\*\*\*`)

func isOdd(glob string) bool { return odd.MatchString(glob) }

var globs = []string{
	"a", "a/b", "*", "**", "**/", "**/*", "**/a", "a/**", "a/**/", "a/**/b", "a/**/**", "**/**/a", "a/*", "a*", "*a", "*a*", "a**", "**a", "a**b", "a/**b",
	"?", "??", "a?", "[ab]", "[!ab]", "[^ab]*", "[a-c]", "[a-]", "[-a]", "[a-c-e]", `[\]]`, `[\a-c]`, `[a-\c]`, `\*`, `a\/**`, `a\b`, "[a-c]b*[!d]", "[é-ü]", "é*", "日?",
	"{a,b}", "{a,b}c", "{a,{b,c}}", "{,a}", "{a}", "{}", "{**,a}/b", "a{/**,b}", "{a,b}/**/{c,d}", "*.{py,md}", "**/{a,b.c}.md", "[{]", "{[,],a}", `{\,,a}`, `\{a`,
	"[", "[a", "[]", "[]a]", "{a", "a}", `\`, `[\`, "{a,[}", "**/*.agent.md", "/a", "/**", "**/a/**", "*/*/a", "**/a*/**/b*", "*a*b*a*",
}

var paths = []string{
	"a", "b", "ab", "abc", "a/b", "a/b/c", "b/a", "a/a", "a/c/b", "a/x/y/b", "c/a.py", "a.md", "b.c.md", "x/b.c.md", "é", "日本", "日", "ü", "*", "]", "{a", ",", "a/", "/a", "//a",
	"aab", "aabaab", "x/a1/y/z/b2", ".github/agents/x.agent.md", "\xff", "a\xff", "-", "a-", "e", "d", "[", "{", "\ufffd",
}

func TestAgreesWithDoublestar(t *testing.T) {
	for _, glob := range globs {
		for _, path := range paths {
			agrees(t, glob, path)
		}
	}
}

// Random globs of the characters that matter say what doublestar says.
func TestAgreesAtRandom(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 2))
	write := func(letters []string, n int) string {
		var out strings.Builder
		for range random.IntN(n) {
			out.WriteString(letters[random.IntN(len(letters))])
		}
		return out.String()
	}
	for range 50_000 {
		glob := write([]string{"a", "b", "/", "/", "*", "**/", "/**", "?", "[ab]", "[!a]", "{a,b}", "{a/,*b}", "{a,", "}", ",", `\`, "é"}, 9)
		agrees(t, glob, write([]string{"a", "b", "/", "é", "ab"}, 9))
	}
}

// TestFolders says of folders what doublestar does not.
func TestFolders(t *testing.T) {
	for _, glob := range []string{"a/**", "a/**/**", `a\/**`, "a/**/", "{a/**,b}", "a{,/**}"} {
		if !Must(glob).Match("a") {
			t.Errorf("%q does not match a", glob)
		}
	}
}

func TestAll(t *testing.T) {
	s := Must("**/*.py", "a", "{a,b}/*", "*", "a", "**/x.py")
	for path, want := range map[string][]int{
		"a": {1, 3, 4}, "a/x.py": {0, 2, 5}, "b/c": {2}, "c/d": nil, "x.py": {0, 3, 5},
	} {
		if got := s.All(path); !slices.Equal(got, want) {
			t.Errorf("All(%q) = %v, want %v", path, got, want)
		}
	}
	if got := s.First("c/d"); got != -1 {
		t.Errorf("First(c/d) = %d", got)
	}
	if new(Set).Match("a") {
		t.Error("the zero Set matches")
	}
}

func TestTooMuch(t *testing.T) {
	for glob, want := range map[string]string{
		strings.Repeat("{a*,*b,ab*}", 10):                             "it has over 1000 alternatives in braces",
		strings.Repeat("{a,b}", 9) + strings.Repeat("x", 1000):        "it has over 100000 characters when its braces are written out",
		strings.Repeat("{", 30_000):                                   `a "{" is never closed`,
		strings.Repeat("{", 30_000) + strings.Repeat("}", 30_000):     "",
		strings.Repeat("{a}", 30_000):                                 "",
		strings.Repeat("{a,b}{c}", 9) + strings.Repeat("{c}", 20_000): "it has over 100000 characters when its braces are written out",
	} {
		if err := Check(glob); want != "" && (err == nil || err.Error() != want) || want == "" && err != nil {
			t.Errorf("Check(%.20q) says %v, want %q", glob, err, want)
		}
	}
	many := make([]string, 2000)
	for i := range many {
		many[i] = strings.Repeat("a", 60) + "*"
	}
	_, err := New(many...)
	if fault, ok := errors.AsType[*Error](err); !ok || fault.Glob != 100_000/61 {
		t.Errorf("2000 globs of 61 characters: %v", err)
	}
}

func FuzzAgreesWithDoublestar(f *testing.F) {
	for _, glob := range globs {
		f.Add(glob, "a/b/c.md")
	}
	f.Fuzz(func(t *testing.T, glob, path string) {
		if len(glob) > 40 || strings.Count(glob, "{") > 2 || strings.Count(glob, ",") > 3 { // doublestar takes too long
			t.Skip()
		}
		agrees(t, glob, path)
	})
}
