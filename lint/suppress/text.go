package suppress

import (
	"bytes"

	"github.com/agentlint/agentlint/parser/config"
)

// A text is a part of a file in one language, as comments divide it up. Its ranges are in bytes of src.
type text struct {
	src      []byte
	end      int            // where the language ends
	at       func(int) int  // converts an offset of src to one of the file
	scope    config.Range   // of the file, which file-ignore covers
	comments []comment      // by position
	heads    []config.Range // what a comment at the end of a line covers as a whole: statements, scalars, paragraphs
	wholes   []config.Range // what one on a line of its own covers, with all that is in it
	extract  bool           // lines of src are not whole lines of the file
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
	for _, w := range t.wholes {
		if w.Start >= c.End && w.Start < next.Start {
			next = w
		}
	}
	return t.inFile(config.Range{Start: c.Start, End: t.lineEnd(next.End) + 1})
}

func (t *text) insideHead(c comment) bool {
	for _, h := range t.heads {
		if h.Start < c.Start && c.End <= h.End {
			return true
		}
	}
	return false
}

// lineOf returns a comment's line, with the whole of the heads that have a part of it.
func (t *text) lineOf(c comment) config.Range {
	line := config.Range{Start: t.lineStart(c.Start), End: c.Start}
	out := config.Range{Start: line.Start, End: t.lineEnd(c.End)}
	for _, h := range t.heads {
		if h.Start < line.End && line.Start < h.End {
			out = config.Range{Start: min(out.Start, h.Start), End: max(out.End, t.lineEnd(h.End))}
		}
	}
	out.End++
	return out
}

// whole returns what to delete in the file to be rid of a directive at r in a comment.
func (t *text) whole(c comment, r config.Range) config.Range {
	start, end := t.lineStart(r.Start), t.lineEnd(r.End)
	before, behind := bytes.TrimSpace(t.src[start:r.Start]), bytes.TrimSpace(t.src[r.End:end])
	switch {
	case len(before) == 0 && len(behind) == 0 && c.own && !t.extract:
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
	return config.Range{Start: start, End: max(t.at(r.End-1)+1, start)}
}

func (t *text) lineStart(at int) int {
	return bytes.LastIndexAny(t.src[:min(at, len(t.src))], "\r\n") + 1
}

// lineEnd returns where the line of an offset ends, without its line end.
func (t *text) lineEnd(at int) int {
	at = min(at, len(t.src))
	if i := bytes.IndexAny(t.src[at:], "\r\n"); i >= 0 {
		return at + i
	}
	return len(t.src)
}

// nextLine returns the offset behind the line end at an offset.
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
