package suppress

import (
	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/config"
)

// AddDefinition takes in the comments of a definition's frontmatter and of its Markdown.
func (f *File) AddDefinition(d *agent.File) {
	if !f.mayHave(d.Source.Text) {
		return
	}
	whole := config.Range{End: len(d.Source.Text) + 1}
	same := func(at int) int { return at }
	if front := d.Frontmatter; front != nil {
		t := newValues(d.Source.Text, front.Content, config.Value{Fields: front.Fields}, config.YAML)
		t.at, t.until, t.scope = same, same, whole
		f.add(t)
		if f.wantsAll {
			f.addValueSites(t, config.Value{Fields: front.Fields})
			f.tops = append(f.tops, t.ownLine(config.Range{Start: front.Content.Start, End: front.Content.Start}, whole))
		}
	}
	t := newText(d.Source.Text)
	t.end, t.at, t.until, t.scope = d.Body.End, same, same, whole
	var heads, wholes []config.Range
	comments, blocks := d.Outline()
	for _, b := range blocks {
		wholes = append(wholes, b.Range)
		if b.Leaf {
			heads = append(heads, b.Range)
		}
	}
	t.heads, t.wholes = newSpans(heads), newSpans(wholes)
	for _, c := range comments {
		t.comments = append(t.comments, comment{c.Range, c.Block})
	}
	f.add(t)
	if f.wantsAll {
		f.addMarkdownSites(t, d, blocks)
	}
}
