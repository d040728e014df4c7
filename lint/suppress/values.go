package suppress

import (
	"slices"

	"github.com/agentlint/agentlint/internal/pattern"
	"github.com/agentlint/agentlint/parser/config"
)

// AddConfig takes in the comments of YAML and TOML, which was parsed from text. JSON has none.
func (f *File) AddConfig(c *config.File, text []byte) {
	if c.Format != config.YAML && c.Format != config.TOML || !f.mayHave(text) {
		return
	}
	t := newValues(text, config.Range{End: len(text)}, c.Root, c.Format)
	t.at = func(at int) int { return int(c.Range(config.Range{Start: at}).Pos()) - c.Base }
	t.until = func(end int) int { return int(c.Range(config.Range{End: end}).End()) - c.Base }
	t.extract = c.IsExtract()
	t.scope = config.Range{End: len(f.src.Text) + 1}
	if c.IsExtract() {
		t.scope = t.inFile(config.Range{End: t.end})
	}
	f.add(t)
	if f.wantsAll {
		f.addValueSites(t, c.Root)
		f.tops = append(f.tops, f.topOf(t, 0))
	}
}

// newValues returns the text of the values that stand in r.
func newValues(src []byte, r config.Range, root config.Value, format config.Format) *text {
	t := newText(src)
	t.end = r.End
	var heads, wholes []config.Range
	collect(root, &heads, &wholes)
	t.heads, t.wholes = newSpans(heads), newSpans(wholes)
	opaque := t.opaque()
	for at := r.Start; at < r.End; at++ {
		for len(opaque) > 0 && opaque[0].Start < at {
			opaque = opaque[1:]
		}
		if len(opaque) > 0 && opaque[0].Start == at && opaque[0].End > at {
			at = opaque[0].End - 1
		} else if src[at] == '#' && (format == config.TOML || at == r.Start || isBlank(src[at-1])) {
			end := min(t.lineEnd(at), r.End)
			t.comments = append(t.comments, comment{config.Range{Start: at, End: end}, t.isOwn(at)})
			at = end
		}
	}
	return t
}

func isBlank(b byte) bool { return b == ' ' || b == '\t' || b == '\n' || b == '\r' }

// collect gathers keys and scalars as heads, and fields and items as wholes.
func collect(v config.Value, heads, wholes *[]config.Range) {
	for i := range v.Fields {
		field := &v.Fields[i]
		*heads = append(*heads, field.Key)
		*wholes = append(*wholes, config.Range{Start: field.Key.Start, End: max(field.Key.End, field.Value.Range.End)})
		collect(field.Value, heads, wholes)
	}
	for _, item := range v.Items {
		*wholes = append(*wholes, item.Range)
		collect(item, heads, wholes)
	}
	if v.Fields == nil && v.Items == nil {
		*heads = append(*heads, v.Range)
	}
}

// opaque returns the parts of keys and scalars in which a # starts no comment, by position. The line that a block scalar
// starts on can have one.
func (t *text) opaque() []config.Range {
	var out []config.Range
	for _, r := range t.heads.ranges {
		if block.Match(t.src[r.Start:r.End]) {
			r.Start = min(t.lineEnd(r.Start), r.End)
		}
		if r.End > r.Start {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b config.Range) int { return a.Start - b.Start })
	return out
}

// block matches the header of a block scalar, after its anchor and tag.
var block = pattern.New(`^(?:[&!][^ \t\r\n]*[ \t]+)*[|>]`)
