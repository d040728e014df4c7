// Package shape tells whether edits have left a file what it was: each format by its own rule, and no rule of the linter by
// name. What is in the edits' place may be anything; all else must be there, read as it was read before.
package shape

import (
	"bytes"
	"fmt"
	"hash/maphash"
	"sort"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/mcp"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// A Checker compares files before and after edits, one at a time. It is not for concurrent use.
type Checker struct{ parser *python.Parser }

// NewChecker returns a checker.
func NewChecker() *Checker { return &Checker{python.NewParser()} }

// A File is what edits were made to.
type File struct {
	Path  string    // slash-separated; its extension tells the format
	Kind  kind.Kind // of a definition; "" if it is none
	Text  []byte    // before the edits
	Edits []lint.Edit
}

// Changed returns what the edits change besides what they are at, as the end of a sentence that starts with "it would", or
// "". After is the text of the file with the edits, which are in order and do not overlap.
func (c *Checker) Changed(f File, after []byte) string {
	e := newEdits(f.Edits)
	switch format, isConfig := config.Classify(f.Path); {
	case f.Kind != "":
		return c.definition(f, after, e)
	case source.IsNotebook(f.Path):
		return c.notebook(f, after, e)
	case isConfig:
		if m := mcp.Classify(f.Path); m != nil && m.Comments {
			format = config.JSONC
		}
		return values(config.Parse(source.New(f.Path, f.Text), format), config.Parse(source.New(f.Path, after), format), e)
	}
	return c.python(f.Text, after, e)
}

// A part is a piece of a file that must be there after edits elsewhere: a statement, a token, a value, a block of text.
type part struct {
	start, end int
	what       uint64 // what it is, but for where and for its bytes
	owner      int    // where the statement starts that has the block it is in; 0 for none
}

// A reading is what a text was read as.
type reading struct {
	text      []byte
	parts     []part // in the order of their starts, outer ones first
	comments  []part // of parts
	faults    int    // what the text's format does not allow
	isPartial bool   // reading stopped at a fault
}

// changed compares two readings of one text, before and after edits to it.
func changed(before, after reading, e edits) string {
	if after.faults > before.faults {
		return "introduce a syntax error"
	}
	e = e.wholeComments(before.comments)
	was, is := untouched(before.parts, e.old), untouched(after.parts, e.new)
	for i := range max(len(was), len(is)) {
		switch {
		case i == len(was) && before.isPartial:
			return ""
		case i == len(was):
			return complaint(after.text, is[i].start)
		case i == len(is), !e.isSame(was[i], is[i]):
			return complaint(before.text, was[i].start)
		}
	}
	return ""
}

// complaint says that something at an offset is not as it was.
func complaint(text []byte, at int) string {
	return fmt.Sprintf("also change how line %d is read", source.New("", text).Position(at).Line)
}

// edits are changes of a text: what stood in each of the old spans was replaced by what is in the new one.
type edits struct{ old, new []config.Range }

func newEdits(all []lint.Edit) (e edits) {
	shift := 0
	for _, edit := range all {
		start := edit.Start + shift
		e.old = append(e.old, config.Range{Start: edit.Start, End: edit.End})
		e.new = append(e.new, config.Range{Start: start, End: start + len(edit.New)})
		shift += len(edit.New) - (edit.End - edit.Start)
	}
	return e
}

// moved returns where an offset of the old text that no edit touches is in the new one.
func (e edits) moved(at int) int {
	i := sort.Search(len(e.old), func(i int) bool { return e.old[i].End > at })
	if i == 0 {
		return at
	}
	return at + e.new[i-1].End - e.old[i-1].End
}

// wholeComments returns edits that are of all of a comment if they are of a part: what is left of it means nothing, either.
func (e edits) wholeComments(comments []part) edits {
	return e.grown(func(i int) (left, right int) {
		for _, p := range comments {
			if touch(e.old[i:i+1], p.start, p.end) {
				left, right = max(left, e.old[i].Start-p.start), max(right, p.end-e.old[i].End)
			}
		}
		return left, right
	})
}

// wholeLines returns edits of whole lines of a text.
func (e edits) wholeLines(text []byte) edits {
	return e.grown(func(i int) (left, right int) {
		if right = bytes.IndexAny(text[e.old[i].End:], "\r\n"); right < 0 {
			right = len(text) - e.old[i].End
		}
		return e.old[i].Start - lineStart(text, e.old[i].Start), right
	})
}

// grown returns edits that reach further to the left and right, over what they leave as it is. Those that meet become one.
func (e edits) grown(by func(i int) (left, right int)) (out edits) {
	first := 0 // of those that became the last of out
	for i, old := range e.old {
		left, right := by(i)
		r := config.Range{Start: old.Start - left, End: old.End + right}
		if last := len(out.old) - 1; last >= 0 && r.Start <= out.old[last].End {
			r = config.Range{Start: min(r.Start, out.old[last].Start), End: max(r.End, out.old[last].End)}
			out.old, out.new = out.old[:last], out.new[:last]
		} else {
			first = i
		}
		out.old = append(out.old, r)
		out.new = append(out.new, config.Range{
			Start: e.new[first].Start - (e.old[first].Start - r.Start), End: e.new[i].End + (r.End - old.End),
		})
	}
	return out
}

// isSame reports whether a part of the old text is one of the new text, neither of which an edit touches.
func (e edits) isSame(was, is part) bool {
	return was.what == is.what && e.moved(was.start) == is.start && e.moved(was.end) == is.end && e.ownerBefore(was) == e.ownerAfter(is)
}

// ownerBefore returns where the owner of a part of the old text is in the new one, -1 if that is edited.
func (e edits) ownerBefore(p part) int {
	if touch(e.old, p.owner, p.owner) {
		return -1
	}
	return e.moved(p.owner)
}

// ownerAfter returns where the owner of a part of the new text is, -1 if that is edited.
func (e edits) ownerAfter(p part) int {
	if touch(e.new, p.owner, p.owner) {
		return -1
	}
	return p.owner
}

// within converts those edits of a file that meet a part of it, which an extract was taken from, to edits of the extract.
// Where the extract has no bytes they are where it goes on.
func (e edits) within(r config.Range, before, after source.Mapping) (out edits) {
	for i, old := range e.old {
		if touch(e.old[i:i+1], r.Start, r.End) {
			out.old = append(out.old, config.Range{Start: before.Nearest(old.Start), End: before.Nearest(old.End)})
			out.new = append(out.new, config.Range{Start: after.Nearest(e.new[i].Start), End: after.Nearest(e.new[i].End)})
		}
	}
	return out
}

// touch reports whether one of the spans meets a range, or is next to it.
func touch(spans []config.Range, start, end int) bool {
	i := firstTouched(spans, start)
	return i < len(spans) && spans[i].Start <= end
}

// firstTouched returns the index of the first of the spans that does not end before an offset.
func firstTouched(spans []config.Range, at int) int {
	return sort.Search(len(spans), func(i int) bool { return spans[i].End >= at })
}

// untouched returns the parts that no span touches.
func untouched(parts []part, spans []config.Range) (out []part) {
	for _, p := range parts {
		if !touch(spans, p.start, p.end) {
			out = append(out, p)
		}
	}
	return out
}

var seed = maphash.MakeSeed()

// hash is the same for the same words.
func hash(words ...string) uint64 {
	var h maphash.Hash
	h.SetSeed(seed)
	for _, word := range words {
		h.WriteString(word)
		h.WriteByte(0)
	}
	return h.Sum64()
}
