package place

import (
	"bytes"
	"strings"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/source"
)

// Insert returns the edit that puts statements on lines of their own before the line at an offset of a file, as far in as that: where,
// and what. There is none in a notebook, or if a name in the statements is none that stands around.
func (p *Places) Insert(name string, offset int, statements string) (at int, text string, ok bool) {
	src := p.source(name)
	number := src.Position(offset).Line
	line := src.Line(number)
	indent := line[:len(line)-len(bytes.TrimLeft(line, " \t"))]
	if source.IsNotebook(src.Path) || !inScope(src, number, len(indent), statements) {
		return 0, "", false
	}
	end := "\n"
	if start := src.LineStart(number); start > 1 && src.Text[start-2] == '\r' {
		end = "\r\n"
	}
	return src.LineStart(number), string(indent) + strings.ReplaceAll(statements, "\n", end+string(indent)) + end, true
}

// inScope reports whether the names in statements are of the function around a line, or of the module.
func inScope(src *source.File, number, depth int, statements string) bool {
	first, last := functionAround(src, number, depth)
	for _, name := range names.FindAllString(statements, -1) {
		if strings.HasPrefix(name, ".") {
			continue
		}
		used, bound := pattern.New(`(^|\W)`+name+`(\W|$)`), binds(name)
		known := false
		for n := 1; n <= src.LineCount() && !known; n++ {
			line, _, _ := strings.Cut(string(src.Line(n)), "#")
			isImport := imports.MatchString(line)
			known = first <= n && n <= last && !isImport && used.MatchString(line) || bound.MatchString(line) && (isImport || n < number)
		}
		if !known {
			return false
		}
	}
	return true
}

// binds matches a line at the left margin that gives a name of the module something to stand for.
func binds(name string) *pattern.Pattern {
	return pattern.New(`^import\s+(.*,\s*)?` + name + `(\.\w+)*\s*(,|$)|^(import|from)\s.*\s+as\s+` + name + `\s*(,|$)|` +
		`^from\s.*\simport\s+(.*,\s*)?` + name + `\s*(,|$)|^(\w+\s*,\s*)*` + name + `\s*(,\s*\w+\s*)*(:[^=]+)?=`)
}

var (
	names   = pattern.New(`\.?[A-Za-z_]\w*`)
	imports = pattern.New(`^\s*(import|from)\s`)
)

// functionAround returns the first and last line of the function that a line is in, which is depth characters in, or all lines.
func functionAround(src *source.File, number, depth int) (first, last int) {
	for first = number - 1; first > 0; first-- {
		line := src.Line(first)
		text := bytes.TrimLeft(line, " \t")
		if in := len(line) - len(text); len(text) > 0 && in < depth {
			depth = in
			if bytes.HasPrefix(text, []byte("def ")) || bytes.HasPrefix(text, []byte("async def ")) {
				break
			}
		}
	}
	if first == 0 {
		return 1, src.LineCount()
	}
	for last = number; last < src.LineCount(); last++ {
		line := src.Line(last + 1)
		text := bytes.TrimLeft(line, " \t")
		if len(bytes.TrimSpace(text)) > 0 && len(line)-len(text) <= depth {
			break
		}
	}
	return first, last
}
