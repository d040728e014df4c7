package shape

import (
	"slices"
	"strconv"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// definition compares two definitions: their frontmatter as data, their text by its blocks, and their examples as what they
// are written in.
func (c *Checker) definition(f File, text []byte, e edits) string {
	before, after := agent.Parse(source.New(f.Path, f.Text), f.Kind), agent.Parse(source.New(f.Path, text), f.Kind)
	switch {
	case after.TooMuch != "":
		return "leave text that takes too much to read"
	case before.Frontmatter != nil && after.Frontmatter == nil:
		return "leave no frontmatter"
	case len(before.Fences) != len(after.Fences):
		return "change which lines are code blocks"
	}
	if complaint := sameText(before, after, e); complaint != "" {
		return complaint
	}
	for i, fence := range before.Fences {
		if complaint := c.example(before, after, fence, after.Fences[i], e); complaint != "" {
			return complaint
		}
	}
	return ""
}

// sameText compares what definitions say of themselves, and their text.
func sameText(before, after *agent.File, e edits) string {
	bodyBefore, bodyAfter := before.Body.Start, after.Body.Start
	if before.Frontmatter == nil && after.Frontmatter != nil { // what is read as such now was text
		bodyBefore = bodyAfter + len(before.Source.Text) - len(after.Source.Text)
	} else {
		onlyKeys := isRecovered(before) || isRecovered(after)
		data := func(f *agent.File, spans []config.Range) reading {
			return reading{text: f.Source.Text, parts: fields(f, spans, onlyKeys), faults: len(f.Problems)}
		}
		if complaint := changed(data(before, e.old), data(after, e.new), e); complaint != "" {
			return complaint
		}
	}
	markdown := func(f *agent.File, from int) reading {
		parts := slices.DeleteFunc(blocks(f), func(p part) bool { return p.start < from })
		return reading{text: f.Source.Text, parts: parts}
	}
	return changed(markdown(before, bodyBefore), markdown(after, bodyAfter), e.wholeLines(before.Source.Text))
}

// isRecovered reports whether the frontmatter is no YAML, so that what its keys hold is guessed.
func isRecovered(f *agent.File) bool {
	return slices.ContainsFunc(f.Fields(), func(field agent.Field) bool { return field.Recovered })
}

// fields returns what the frontmatter holds, or only its keys.
func fields(f *agent.File, spans []config.Range, onlyKeys bool) (parts []part) {
	if !onlyKeys {
		return collect(nil, config.Value{Fields: f.Fields()}, "", spans)
	}
	for _, field := range f.Fields() {
		parts = append(parts, part{start: field.Key.Start, end: field.Key.End, what: hash("key", field.Name)})
	}
	return parts
}

// blocks returns what the Markdown is made of.
func blocks(f *agent.File) (parts []part) {
	add := func(r agent.Range, words ...string) {
		parts = append(parts, part{start: r.Start, end: r.End, what: hash(words...)})
	}
	for _, s := range f.Sections {
		add(agent.Range{Start: lineStart(f.Source.Text, s.Heading.Start), End: s.Heading.End}, "heading", strconv.Itoa(s.Level))
	}
	for _, fence := range f.Fences {
		add(fence.Range, "fence", fence.Language, strconv.FormatBool(fence.Closed))
	}
	for _, t := range f.Tables {
		for _, row := range append([]body.Row{t.Header}, t.Rows...) {
			add(row.Range, "row", strconv.Itoa(len(row.Cells)))
		}
	}
	for _, l := range f.Links {
		add(l.Range, "link", l.Destination)
	}
	for _, s := range f.CodeSpans {
		add(s.Range, "code")
	}
	for _, p := range f.Placeholders {
		add(p.Range, "placeholder", p.Where.String())
	}
	comments, all := f.Outline()
	for _, comment := range comments {
		add(comment.Range, "comment")
	}
	for _, b := range all {
		add(b.Range, "block", strconv.FormatBool(b.Leaf), strconv.FormatBool(b.Top))
	}
	return parts
}

// example compares a code block before and after the edits that are in it.
func (c *Checker) example(before, after *agent.File, was, is body.Fence, e edits) string {
	if !touch(e.old, was.Content.Start, was.Content.End) {
		return ""
	}
	textBefore, mappingBefore := before.Extract(was)
	textAfter, mappingAfter := after.Extract(is)
	e = e.within(was.Content, mappingBefore, mappingAfter)
	switch was.Language {
	case "python", "py":
		return c.python(textBefore, textAfter, e)
	case "yaml", "yml", "json":
		format := config.YAML
		if was.Language == "json" {
			format = config.JSON
		}
		return values(config.Parse(source.New("", textBefore), format), config.Parse(source.New("", textAfter), format), e)
	}
	return ""
}
