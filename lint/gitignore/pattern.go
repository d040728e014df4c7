package gitignore

import (
	"slices"
	"strings"

	"github.com/agentlint/agentlint/internal/glob"
)

// A pattern is one line of a .gitignore file.
type pattern struct {
	glob     string // without "!" and without the slash at either end
	negated  bool   // "!": un-ignores
	dirOnly  bool   // ended in a slash
	anchored bool   // has another slash: matches the path from the directory of the file, not the bare name
}

// patterns are those of a .gitignore file in their order.
type patterns struct {
	all   []pattern
	names group // not anchored
	paths group // anchored
}

var none patterns

// A group is some of a file's patterns, as one set of globs.
type group struct {
	set *glob.Set
	of  []int // indexes of the patterns
}

// parse returns the patterns of a .gitignore file. One whose patterns are too long to be matched quickly counts as empty.
func parse(text string) *patterns {
	if text == "" {
		return &none // as in most directories
	}
	p := &patterns{}
	var names, paths [][]glob.Element
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		if line = strings.TrimSuffix(line, "\r"); strings.HasPrefix(line, "#") {
			continue
		}
		pattern := parseLine(trimSpaces(line))
		elements, ok := elements(pattern.glob)
		switch {
		case !ok:
			continue
		case pattern.anchored:
			paths, p.paths.of = append(paths, elements), append(p.paths.of, len(p.all))
		default:
			names, p.names.of = append(names, elements), append(p.names.of, len(p.all))
		}
		p.all = append(p.all, pattern)
	}
	var err, other error
	p.names.set, err = glob.OfBytes(names)
	if p.paths.set, other = glob.OfBytes(paths); err != nil || other != nil {
		return &patterns{}
	}
	return p
}

func parseLine(line string) (p pattern) {
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	p.glob = strings.TrimPrefix(line, "/")
	return p
}

// trimSpaces cuts the spaces off the end of a line, but not one after a backslash.
func trimSpaces(line string) string {
	end := 0
	for i := 0; i < len(line); i++ {
		if line[i] == ' ' {
			continue
		}
		if line[i] == '\\' {
			i++
		}
		end = i + 1
	}
	return line[:min(end, len(line))]
}

// last returns the last pattern about the entry called name whose path from the patterns' file is path, nil if none is.
func (p *patterns) last(path, name string, isDir bool) *pattern {
	if i := max(p.lastOf(p.names, name, isDir), p.lastOf(p.paths, path, isDir)); i >= 0 {
		return &p.all[i]
	}
	return nil
}

func (p *patterns) lastOf(g group, text string, isDir bool) int {
	if len(g.of) == 0 {
		return -1
	}
	for _, i := range slices.Backward(g.set.All(text)) {
		if isDir || !p.all[g.of[i]].dirOnly {
			return g.of[i]
		}
	}
	return -1
}

// elements parses a glob. It is false of one that matches nothing. "*" stops at a slash; "**" between slashes or the ends
// crosses them. Git compares what comes before the first special character first and lets the rest begin anew, so that
// foo**/bar matches foo/a/bar.
func elements(text string) (all []glob.Element, ok bool) {
	start := strings.IndexAny(text, `*?[\`)
	for i := 0; i < len(text); {
		n := 1
		switch c := text[i]; c {
		case '*':
			n = stars(text[i:])
			if end := i + n; n > 1 && (i == start || text[i-1] == '/') && closes(text[end:]) {
				all, n = append(all, deep(text[end:])), n+len(text[end:])-len(strings.TrimPrefix(text[end:], "/"))
			} else {
				all = append(all, glob.Element{Op: glob.Star})
			}
		case '?':
			all = append(all, glob.Element{Symbols: []rune{'/', '/'}, Negated: true})
		case '[':
			var set glob.Element
			if set, n = parseSet(text[i:]); n == 0 {
				return nil, false
			}
			all = append(all, set)
		case '\\':
			if n = 2; i+1 == len(text) {
				return nil, false
			}
			all = append(all, glob.Literal(rune(text[i+1])))
		default:
			all = append(all, glob.Literal(rune(c)))
		}
		i += n
	}
	return all, text != ""
}

// stars returns how many stars glob starts with.
func stars(glob string) int {
	n := 0
	for n < len(glob) && glob[n] == '*' {
		n++
	}
	return n
}

// deep returns what a "**" stands for that has folders before it, and this text after it.
func deep(after string) glob.Element {
	if strings.HasPrefix(after, "/") {
		return glob.Element{Op: glob.Deep}
	}
	return glob.Element{Op: glob.Any} // an escaped slash must be there
}

// closes reports whether after may follow a "**".
func closes(after string) bool {
	return after == "" || strings.HasPrefix(after, "/") || strings.HasPrefix(after, `\/`)
}

// parseSet returns the bytes that match the bracket expression a glob starts with, and its length: 0 if none does.
func parseSet(text string) (set glob.Element, size int) {
	for c := range rune(256) {
		if n := matchSet(text, byte(c)); n > 0 {
			set.Symbols, size = append(set.Symbols, c, c), n
		}
	}
	return set, size
}

// matchSet returns the length of the bracket expression that glob starts with, or 0 if it does not match c or is malformed.
func matchSet(glob string, c byte) int {
	start := 1
	negated := len(glob) > 1 && (glob[1] == '!' || glob[1] == '^')
	if negated {
		start = 2
	}
	matched := false
	for i := start; i < len(glob); {
		if glob[i] == ']' && i > start {
			if matched == negated || c == '/' {
				return 0
			}
			return i + 1
		}
		n, found := matchMember(glob[i:], c)
		if n == 0 {
			return 0
		}
		matched = matched || found
		i += n
	}
	return 0
}

// matchMember returns the length of the class, range or byte that members starts with, 0 if malformed, and whether it has c.
func matchMember(members string, c byte) (n int, found bool) {
	if rest, ok := strings.CutPrefix(members, "[:"); ok {
		content, _, closed := strings.Cut(rest, "]")
		name, isClass := strings.CutSuffix(content, ":")
		if !closed || isClass && classes[name] == "" {
			return 0, false
		}
		if isClass {
			return len("[:") + len(content) + len("]"), inRanges(classes[name], c)
		}
	}
	low, n := cutByte(members)
	if n == 0 {
		return 0, false
	}
	if rest := members[n:]; len(rest) < 2 || rest[0] != '-' || rest[1] == ']' {
		return n, c == low
	}
	high, m := cutByte(members[n+1:])
	if m == 0 {
		return 0, false
	}
	return n + 1 + m, low <= c && c <= high || c == low
}

// cutByte returns the byte that s starts with, which may come after a backslash, and how much of s that takes up;
// 0 if nothing comes after the backslash.
func cutByte(s string) (c byte, n int) {
	if s[0] != '\\' {
		return s[0], 1
	}
	if len(s) < 2 {
		return 0, 0
	}
	return s[1], 2
}

// classes are the POSIX character classes as pairs of first and last byte; space is what git takes for one.
var classes = map[string]string{
	"alnum":  "09AZaz",
	"alpha":  "AZaz",
	"blank":  "\t\t  ",
	"cntrl":  "\x00\x1f\x7f\x7f",
	"digit":  "09",
	"graph":  "!~",
	"lower":  "az",
	"print":  " ~",
	"punct":  "!/:@[`{~",
	"space":  "\t\n\r\r  ",
	"upper":  "AZ",
	"xdigit": "09AFaf",
}

func inRanges(ranges string, c byte) bool {
	for i := 0; i < len(ranges); i += 2 {
		if ranges[i] <= c && c <= ranges[i+1] {
			return true
		}
	}
	return false
}
