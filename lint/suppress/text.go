package suppress

import (
	"bytes"
	"sort"

	"github.com/agentlint/agentlint/parser/config"
)

// A text is a part of a file in one language, as comments divide it up. Its ranges are in bytes of src.
type text struct {
	src      []byte
	end      int           // where the language ends
	at       func(int) int // converts the offset at which something in src starts to one of the file
	until    func(int) int // converts an exclusive end
	scope    config.Range  // of the file, which file-ignore covers
	comments []comment     // by position
	heads    spans         // what a comment at the end of a line covers as a whole: statements, scalars, paragraphs
	wholes   spans         // what one on a line of its own covers, with all that is in it
	extract  bool          // lines of src are not whole lines of the file
	fixed    bool          // lines must keep their numbers
	starts   []int         // of lines
}

// newText returns the text src, of which nothing is known but its lines.
func newText(src []byte) *text {
	t := &text{src: src, end: len(src), starts: []int{0}}
	for i, b := range src {
		if b == '\n' || b == '\r' {
			t.starts = append(t.starts, i+1)
		}
	}
	return t
}

type comment struct {
	config.Range
	own bool // on a line of its own
}

// covered returns what a comment covers in the file.
func (t *text) covered(c comment) config.Range {
	if !c.own || t.insideHead(c) {
		return t.inFile(t.lineOf(c))
	}
	next := config.Range{Start: t.end, End: t.end}
	if i := t.wholes.startingAt(c.End); i < len(t.wholes.ranges) && t.wholes.ranges[i].Start < next.Start {
		next = t.wholes.ranges[i]
	}
	return t.inFile(config.Range{Start: c.Start, End: t.lineEnd(next.End) + 1})
}

func (t *text) insideHead(c comment) bool { return t.heads.endOf(c.Start) >= c.End }

// lineOf returns a comment's line, with the whole of the heads that have a part of it.
func (t *text) lineOf(c comment) config.Range {
	out := config.Range{Start: t.lineStart(c.Start), End: t.lineEnd(c.End)}
	if end := t.heads.endOf(c.Start); end > out.Start {
		first := t.heads.endingAfter(out.Start)
		out = config.Range{Start: min(out.Start, first.Start), End: max(out.End, t.lineEnd(end))}
	}
	out.End++
	return out
}

// whole returns what to delete in the file to be rid of a directive at r in a comment: nothing after a backslash, which
// needs a line to go on in.
func (t *text) whole(c comment, r config.Range) config.Range {
	start, end := t.lineStart(r.Start), t.lineEnd(r.End)
	before, after := bytes.TrimSpace(t.src[start:r.Start]), bytes.TrimSpace(t.src[r.End:end])
	switch {
	case len(before) == 0 && bytes.HasSuffix(bytes.TrimRight(t.src[:start], "\r\n"), []byte(`\`)):
		return config.Range{}
	case len(before) == 0 && len(after) == 0 && c.own && !t.extract && !t.fixed:
		return t.inFile(config.Range{Start: start, End: min(t.nextLine(end), len(t.src))})
	case len(before) > 0:
		r.Start = start + len(bytes.TrimRight(t.src[start:r.Start], " \t"))
	}
	return t.inFile(r)
}

// inFile converts a range of the text to one of the file.
func (t *text) inFile(r config.Range) config.Range {
	start := t.at(r.Start)
	if r.End <= r.Start {
		return config.Range{Start: start, End: start}
	}
	return config.Range{Start: start, End: max(t.until(r.End), start)}
}

func (t *text) lineStart(at int) int {
	return t.starts[sort.SearchInts(t.starts, at+1)-1]
}

// lineEnd returns where the line of an offset ends, without its line end.
func (t *text) lineEnd(at int) int {
	if next := sort.SearchInts(t.starts, at+1); next < len(t.starts) {
		return t.starts[next] - 1
	}
	return len(t.src)
}

// nextLine returns the offset after the line end at an offset.
func (t *text) nextLine(at int) int {
	if bytes.HasPrefix(t.src[at:], []byte("\r\n")) {
		return at + 2
	}
	return min(at+1, len(t.src))
}

// isOwn reports whether only blanks stand before an offset on its line.
func (t *text) isOwn(at int) bool {
	return len(bytes.TrimSpace(t.src[t.lineStart(at):at])) == 0
}
