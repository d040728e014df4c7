package agent_test

import (
	"testing"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/agent/mojibake"
	"github.com/agentlint/agentlint/parser/source"
)

// FuzzParse asserts what holds for any input: every range lies in the text and, where it nests or follows, in order;
// and the code of a fence is found byte by byte where its mapping says.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"---\nname: x\ndescription: \"a\\\"b\" # c\ntools: [a, {b: c}]\nhandoffs:\n  - agent: y\n    prompt: |\n      go\n---\n# T\n",
		"\ufeff---\r\nname: 'it''s'\r\na: >-\r\n  b\r\n\r\n  c\r\n---\r\n\r\n## ✅ Always\r\n- a\r\n",
		"---\ndescription: a: b\napplyTo: **/*.py\n\tx: y\n---\nbody",
		"---\nname: x\n\nYou are {{name}}.\n",
		"- a\n\n  ````md\n  ```py\n   x\n  ```\n  ````\n> ```\n> y\n",
		"| a | b |\n|---|---|\n| `x\\|y` | [l](<u v> \"t\") |\n\n- 🚫 **Never:** a, `b, c`, and d\n",
		"[r][x] ![i](p.png) <http://e.org> ``a ` b``\n\n[x]: ./y.md\n",
		"    ---\n    name: x\n    ---\n",
		"*  *\t>\t#",
		"*\n  0\n\t#",
		"1.\t```py\n\tx = 1\n\t\ty\n\t```\n",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		checkInvariants(t, agent.Parse(source.New("a.agent.md", []byte(text)), kind.CustomAgent))
	})
}

// checkInvariants fails t if a range of f is impossible.
func checkInvariants(t *testing.T, f *agent.File) {
	t.Helper()
	whole := agent.Range{Start: 0, End: len(f.Source.Text)}
	within := func(what string, outer agent.Range, inner ...agent.Range) {
		for _, r := range inner {
			if r.Start > r.End || !outer.Contains(r) {
				t.Errorf("%s: %v is not within %v", what, r, outer)
			}
		}
	}
	within("body", whole, f.Body)
	if fm := f.Frontmatter; fm != nil {
		within("frontmatter", whole, fm.Range)
		within("content", fm.Range, fm.Content)
	}
	for _, p := range f.Problems {
		within("problem "+p.Message, whole, p.Range)
		checkRepair(within, f, f.Repair(p))
	}
	for _, field := range f.Fields() {
		checkField(within, f.Frontmatter.Content, field)
	}
	for i, s := range f.Sections {
		within("section", f.Body, s.Range)
		within("title and content", s.Range, s.Heading, s.Content)
		if i > 0 && f.Sections[i-1].Content.End != s.Range.Start {
			t.Errorf("section %d starts at %d, the one before ends at %d", i, s.Range.Start, f.Sections[i-1].Content.End)
		}
	}
	for _, b := range f.Bullets {
		within("bullet", f.Body, b.Range, b.Heading)
	}
	for _, p := range f.Placeholders {
		within("placeholder", whole, p.Range)
	}
	for _, table := range f.Tables {
		within("table", f.Body, table.Range)
		for _, row := range append([]body.Row{table.Header}, table.Rows...) {
			within("row", table.Range, row.Range)
			for _, cell := range row.Cells {
				within("cell", row.Range, cell.Range)
			}
		}
	}
	for _, link := range f.Links {
		within("link", f.Body, link.Range)
		within("destination", link.Range, link.DestinationAt)
	}
	for _, span := range f.CodeSpans {
		within("code span", f.Body, span.Range)
		within("code", span.Range, span.Content)
	}
	for _, fence := range f.Fences {
		within("fence", f.Body, fence.Range)
		within("code", fence.Range, fence.Content)
		code, mapping := f.Extract(fence)
		for i, b := range code {
			if at := mapping.Start(i); at >= len(f.Source.Text) || f.Source.Text[at] != b {
				t.Fatalf("byte %d of the code is %q, but the file's byte %d is not", i, b, at)
			} else if start, ok := mapping.Inside(at); !ok || start != i {
				t.Fatalf("byte %d of the code is the file's byte %d, which is byte %d of the code", i, at, start)
			} else if end, ok := mapping.Inside(mapping.End(i + 1)); !ok || end != i+1 {
				t.Fatalf("the end of byte %d of the code is the end of byte %d", i, end-1)
			}
		}
	}
	comments, blocks := f.Outline()
	for _, comment := range comments {
		within("comment", f.Body, comment.Range)
	}
	for _, block := range blocks {
		within("block", f.Body, block.Range)
	}
	for _, run := range mojibake.Find(f.Source.Text) {
		within("mojibake", whole, agent.Range{Start: run.Start, End: run.End})
	}
}

func checkRepair(within func(string, agent.Range, ...agent.Range), f *agent.File, repair *agent.Repair) {
	if repair == nil {
		return
	}
	rest := agent.Range{Start: 0, End: len(f.Source.Text)}
	for _, e := range repair.Edits {
		within("edit of "+repair.Message, rest, e.Range)
		rest.Start = e.Range.End
	}
}

func checkField(within func(string, agent.Range, ...agent.Range), outer agent.Range, field agent.Field) {
	within("field "+field.Name, outer, field.Key, field.Value.Range)
	for _, item := range field.Value.Items {
		within("item of "+field.Name, field.Value.Range, item.Range)
	}
	for _, inner := range field.Value.Fields {
		checkField(within, field.Value.Range, inner)
	}
}
