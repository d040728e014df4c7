package gitignore

import "strings"

// A pattern is one line of a .gitignore file.
type pattern struct {
	glob     string // without "!" and without the slash at either end
	literal  int    // how many bytes of glob come before its first special character
	tail     string // what glob ends in literally, to tell most paths apart fast
	negated  bool   // "!": un-ignores
	dirOnly  bool   // ended in a slash
	anchored bool   // has another slash: matches the path from the directory of the file, not the bare name
}

// parse returns the patterns of a .gitignore file in their order.
func parse(text string) []pattern {
	var patterns []pattern
	for line := range strings.SplitSeq(strings.TrimPrefix(text, "\ufeff"), "\n") {
		if line = strings.TrimSuffix(line, "\r"); !strings.HasPrefix(line, "#") {
			if p := parseLine(trimSpaces(line)); p.glob != "" {
				patterns = append(patterns, p)
			}
		}
	}
	return patterns
}

func parseLine(line string) (p pattern) {
	line, p.negated = strings.CutPrefix(line, "!")
	line, p.dirOnly = strings.CutSuffix(line, "/")
	p.anchored = strings.Contains(line, "/")
	p.glob = strings.TrimPrefix(line, "/")
	p.literal = len(p.glob)
	if i := strings.IndexAny(p.glob, `*?[\`); i >= 0 {
		p.literal = i
	}
	p.tail = p.glob[strings.LastIndexAny(p.glob, `*?[]\/`)+1:]
	return p
}

// trimSpaces cuts the spaces off the end of a line, but not one behind a backslash.
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

// match reports whether the pattern is about the entry called name whose path from the pattern's file is path.
// Git compares the literal start first and lets the rest begin anew, so that foo**/bar matches foo/a/bar.
func (p *pattern) match(path, name string, isDir bool) bool {
	if p.dirOnly && !isDir {
		return false
	}
	if !p.anchored {
		path = name
	}
	if !strings.HasSuffix(path, p.tail) {
		return false
	}
	rest, found := strings.CutPrefix(path, p.glob[:p.literal])
	return found && matchGlob(p.glob[p.literal:], rest)
}

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

// stars returns how many stars glob starts with.
func stars(glob string) int {
	n := 0
	for n < len(glob) && glob[n] == '*' {
		n++
	}
	return n
}

// opens reports whether a "**" may follow before.
func opens(before string) bool { return before == "" || strings.HasSuffix(before, "/") }

// closes reports whether after may follow a "**".
func closes(after string) bool {
	return after == "" || strings.HasPrefix(after, "/") || strings.HasPrefix(after, `\/`)
}

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

// cutByte returns the byte that s starts with, which may stand behind a backslash, and how much of s that takes up;
// 0 if nothing stands behind the backslash.
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
