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
		t.at, t.scope = same, whole
		f.add(t)
		if f.wantsAll {
			f.addValueSites(t, config.Value{Fields: front.Fields})
			f.tops = append(f.tops, t.ownLine(config.Range{Start: front.Content.Start, End: front.Content.Start}, whole))
		}
	}
	t := &text{src: d.Source.Text, end: d.Body.End, at: same, scope: whole}
	for _, b := range d.Blocks {
		t.wholes = append(t.wholes, b.Range)
		if b.Leaf {
			t.heads = append(t.heads, b.Range)
		}
	}
	for _, c := range d.Comments {
		t.comments = append(t.comments, comment{c.Range, c.Block})
	}
	f.add(t)
	if f.wantsAll {
		f.addMarkdownSites(t, d)
	}
}
