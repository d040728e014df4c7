package suppress

import (
	"bytes"
	"fmt"
	"strings"
	"sync"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/python"
)

// The names in comments for other linters that name none: they mean all of theirs.
const (
	everything = "*"       // of ruff and flake8
	pylints    = "pylint*" // of pylint
)

// What ruff, flake8 and pylint read.
// Sources: https://docs.astral.sh/ruff/linter/#error-suppression, https://flake8.pycqa.org/en/latest/user/violations.html,
// https://pylint.readthedocs.io/en/stable/user_guide/messages/message_control.html.
var (
	noqaLine   = pattern.New(`(?i)#[ \t]*noqa` + codes)
	noqaFile   = pattern.New(`^#[ \t]*(?:ruff[ \t]*:|flake8[ \t]*[:=])[ \t]*(?i:noqa` + codes + `)`)
	ruffRange  = pattern.New(`^#[ \t]*ruff[ \t]*:[ \t]*(ignore|disable|enable|file-ignore)\[([^\]]*)\]`)
	pylintList = pattern.New(`#[^#]*\bpylint:[ \t]*(disable|enable|disable-next)[ \t]*=[ \t]*([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)`)
	pylintFile = pattern.New(`#[^#]*\bpylint:[ \t]*skip-file\b`)
	code       = pattern.New(`[A-Za-z]+[0-9]+`)
)

// codes matches what comes after noqa: a list, or what makes it mean everything.
const codes = `(?:[ \t]*:[ \t]*([a-z]+[0-9]+(?:[, \t]*[a-z]+[0-9]+)*)|[ \t]*(?:#|$)|[ \t]+[^: \t])`

// linters reads a text's comments for other linters.
type linters struct {
	*text
	strings spans            // those that go over several lines
	blocks  func() blocks    // finds where these end
	open    map[string][]int // ranges that a comment may still end, by what they say: indices into found
	found   []Name
}

// addLinters takes in what the comments of a Python text say to other linters.
func (f *File) addLinters(t *text, p *python.File) {
	l := &linters{text: t, open: map[string][]int{}}
	l.blocks = sync.OnceValue(func() blocks { return newBlocks(t) })
	var long []config.Range
	for s := range p.All(python.String) {
		if bytes.ContainsAny(t.src[s.Start():s.Stop()], "\r\n") {
			long = append(long, config.Range{Start: s.Start(), End: s.Stop()})
		}
	}
	l.strings = newSpans(long)
	for _, c := range t.comments {
		l.read(c, strings.TrimRight(string(t.src[c.Start:c.End]), "\r"))
	}
	f.Linters = append(f.Linters, l.found...)
}

func (l *linters) read(c comment, body string) {
	if m := noqaFile.FindStringSubmatch(body); m != nil {
		if c.own {
			l.cover(l.scope, listed(code.FindAllString(m[1], -1))...)
		}
		return
	}
	for _, m := range noqaLine.FindAllStringSubmatch(body, -1) {
		l.noqa(c, listed(code.FindAllString(m[1], -1)))
	}
	if m := ruffRange.FindStringSubmatch(body); m != nil {
		l.ruff(c, m[1], name.FindAllString(m[2], -1))
	}
	if pylintFile.MatchString(body) {
		l.cover(l.scope, pylints)
	}
	for _, m := range pylintList.FindAllStringSubmatch(body, -1) {
		l.pylint(c, m[1], name.FindAllString(m[2], -1))
	}
}

// listed returns what a list of codes names: everything if it is empty.
func listed(codes []string) []string {
	if len(codes) == 0 {
		return []string{everything}
	}
	return codes
}

// noqa covers a line. Where others report at a parameter or an imported name and we do at the statement, it covers that.
func (l *linters) noqa(c comment, codes []string) {
	for _, code := range codes {
		covers := l.inFile(l.line(c))
		if code = strings.ToUpper(code); strings.HasPrefix(code, "ANN") || code == "F401" {
			covers = l.inFile(l.lineOf(c))
		}
		l.cover(covers, code)
	}
}

// line returns the line of a comment, with those that a string or a backslash joins to it.
func (l *linters) line(c comment) config.Range {
	start := l.lineStart(c.Start)
	for start > 0 {
		if l.strings.endOf(start) > start {
			start = l.lineStart(l.strings.endingAfter(start).Start)
		} else if before := bytes.TrimRight(l.src[:start], "\r\n"); bytes.HasSuffix(before, []byte(`\`)) {
			start = l.lineStart(len(before) - 1)
		} else {
			break
		}
	}
	return config.Range{Start: start, End: l.lineEnd(c.End) + 1}
}

// ruff covers what one of its own comments does.
func (l *linters) ruff(c comment, verb string, names []string) {
	key := fmt.Sprint("ruff", l.column(c.Start), names)
	switch {
	case verb == "ignore":
		l.cover(l.inFile(l.ignored(c)), names...)
	case !c.own:
	case verb == "file-ignore":
		l.cover(l.scope, names...)
	case verb == "disable":
		l.disable(c, key, names...)
	case verb == "enable":
		l.enable(c, key)
	}
}

// ignored returns what "ruff: ignore" covers: its line, or from a line of its own the next one of the statement that it is in,
// or the next statement up to its colon.
func (l *linters) ignored(c comment) config.Range {
	switch {
	case !c.own:
		return l.line(c)
	case l.insideHead(c):
		return config.Range{Start: c.Start, End: l.lineEnd(l.nextLine(l.lineEnd(c.End))) + 1}
	}
	return l.next(c)
}

// next returns the statement after a comment, up to its colon.
func (l *linters) next(c comment) config.Range {
	end := l.end
	if i := l.heads.startingAt(c.End); i < len(l.heads.ranges) {
		end = l.heads.ranges[i].End
	}
	return config.Range{Start: c.Start, End: l.lineEnd(end) + 1}
}

// pylint covers what one of its comments does: at the end of a line the statement with its body, else the rest of the block.
func (l *linters) pylint(c comment, verb string, names []string) {
	for _, name := range names {
		key := fmt.Sprint("pylint", l.column(c.Start), name)
		if name == "all" {
			name = pylints
		}
		switch {
		case verb == "disable-next":
			l.cover(l.inFile(l.next(c)), name)
		case verb == "enable":
			l.enable(c, key)
		case c.own && !l.insideHead(c):
			l.disable(c, key, name)
		default:
			l.cover(l.inFile(l.withBody(l.lineOf(c))), name)
		}
	}
}

// withBody returns a line with what stands in the statement that it starts.
func (l *linters) withBody(line config.Range) config.Range {
	if i := l.wholes.startingAt(line.Start); i < len(l.wholes.ranges) && l.wholes.ranges[i].Start < line.End {
		line.End = max(line.End, l.lineEnd(l.wholes.ranges[i].End)+1)
	}
	return line
}

// disable covers what follows a comment in its block. What has the same key may end it earlier.
func (l *linters) disable(c comment, key string, names ...string) {
	end := l.blocks().endOf(l.text, c)
	for _, name := range names {
		l.open[key] = append(l.open[key], len(l.found))
		l.cover(l.inFile(config.Range{Start: c.Start, End: end + 1}), name)
	}
}

func (l *linters) enable(c comment, key string) {
	at := l.inFile(c.Range).Start
	for _, i := range l.open[key] {
		l.found[i].Covers.End = min(l.found[i].Covers.End, at)
	}
	delete(l.open, key)
}

func (l *linters) cover(r config.Range, names ...string) {
	for _, name := range names {
		l.found = append(l.found, Name{Text: strings.Clone(name), Covers: r})
	}
}

// column returns how far an offset is from the start of its line.
func (t *text) column(at int) int { return at - t.lineStart(at) }

// blocks find where a block ends: at the next statement that stands further left.
type blocks struct {
	columns []int // of the statements and clauses, by position
	outer   []int // of each, the next that stands further left
}

func newBlocks(t *text) blocks {
	n := len(t.wholes.ranges)
	b := blocks{make([]int, n), make([]int, n)}
	for i := n - 1; i >= 0; i-- {
		b.columns[i], b.outer[i] = t.column(t.wholes.ranges[i].Start), i+1
		for b.outer[i] < n && b.columns[b.outer[i]] >= b.columns[i] {
			b.outer[i] = b.outer[b.outer[i]]
		}
	}
	return b
}

// endOf returns where the block that a comment stands in ends.
func (b blocks) endOf(t *text, c comment) int {
	column := t.column(c.Start)
	for i := t.wholes.startingAt(c.End); i < len(b.columns); i = b.outer[i] {
		if b.columns[i] < column {
			return t.wholes.ranges[i].Start - 1
		}
	}
	return t.end
}
