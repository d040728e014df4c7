package body_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/body"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

func parse(text string) *agent.File {
	return agent.Parse(source.New(".github/agents/tuner.agent.md", []byte(text)), kind.CustomAgent)
}

func TestSections(t *testing.T) {
	f := parse("---\n# name: comment\nname: x\n---\n# One #\ntext\n```sh\n# not a heading\n```\n### Deep\nSetext\n======\n## **Two**\n")
	type section struct {
		Level   int
		Title   string
		Content string
		Parent  int
	}
	var got []section
	for _, s := range f.Sections {
		got = append(got, section{s.Level, s.Title, f.Text(s.Content), s.Parent})
	}
	want := []section{
		{1, "One", "text\n```sh\n# not a heading\n```\n", -1},
		{3, "Deep", "", 0},
		{1, "Setext", "", -1},
		{2, "**Two**", "", 2},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestBullets(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"headings", "## Boundaries\n- none\n### ✅ Always\n- Log\n* Save\n  often\n### ⚠️ Ask First\n1. Drop\n### 🚫 Never\n- Guess\n## Next\n- none\n",
			"Always: Log|Always: Save often|Ask First: Drop|Never: Guess"},
		{"damaged emoji", "### ‚úÖ Always\n- a\n### ‚ö†Ô∏è Ask first\n- b\n### \uf8ffüö´ Never do\n- c\n", "Always: a|Ask First: b|Never: c"},
		{"one line a tier", "- ✅ **Always:** log, save `a, b`, and test (x, y)\n- ⚠️ **Ask first:** drop; move\n- 🚫 **Never:** guess\n",
			"Always: log|Always: save `a, b`|Always: test (x, y)|Ask First: drop|Ask First: move|Never: guess"},
		{"damaged emoji, one line a tier", "- ‚úÖ **Always:** a\n- âš\u00a0ï¸\u008f **Ask first:** b\n", "Always: a|Ask First: b"},
		{"nested list", "- **Never:**\n  - a\n  - b\n", "Never: a|Never: b"},
		{"paragraph", "**Always do:**\n\n- a\n\ntext\n\n- none\n", "Always: a"},
		{"other words", "## Do's\n- a\n## Don’ts\n- b\n## What not to do\n- c\n## Forbidden actions\n- d\n",
			"Always: a|Never: b|Never: c|Never: d"},
		{"heading below", "## Never\n### Data\n- a\n", "Never: a"},
		{"no boundary", "## Required inputs\n- a\n## Do's and Don'ts\n- b\n## What to do\n- c\n## Never mind the gap\n- d\n- Note: always e\n", ""},
		{"in a fence", "```md\n### Never\n- a\n```\n", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var got []string
			for _, b := range parse(test.text).Bullets {
				got = append(got, b.Tier.String()+": "+b.Text)
			}
			if diff := cmp.Diff(test.want, strings.Join(got, "|")); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestBulletRanges(t *testing.T) {
	f := parse("### 🚫 Never\n- Guess\n\n## More\n- ✅ **Always:** log, save\n")
	var got []string
	for _, b := range f.Bullets {
		got = append(got, f.Text(b.Heading)+" > "+f.Text(b.Range))
	}
	want := []string{"🚫 Never > Guess", "✅ **Always > log", "✅ **Always > save"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestTables(t *testing.T) {
	f := parse("Intro\n\n| A | B |\n|---|:-:|\n| 1 | `x\\|y` | extra |\n  2 |\n\nend\n")
	if len(f.Tables) != 1 {
		t.Fatalf("got %d tables", len(f.Tables))
	}
	var got [][]string
	for _, row := range append([]body.Row{f.Tables[0].Header}, f.Tables[0].Rows...) {
		var cells []string
		for _, cell := range row.Cells {
			cells = append(cells, f.Text(cell.Range))
		}
		got = append(got, cells)
	}
	want := [][]string{{"A", "B"}, {"1", "`x\\|y`", "extra"}, {"2"}}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

func TestLinksAndCodeSpans(t *testing.T) {
	f := parse("[a](b.md \"t (x)\") ![i `c`](<p q.png>) <https://e.org> [r][ref] [**ref**] [](n)\n``x ` y`` ` z `\n\n```\n[no](no.md)\n```\n\n[ref]: ./r.md\n[**ref**]: ./s.md\n")
	var links []string
	for _, l := range f.Links {
		links = append(links, f.Text(l.Range)+" -> "+l.Destination+" @ "+f.Text(l.DestinationAt))
	}
	want := []string{
		`[a](b.md "t (x)") -> b.md @ b.md`,
		"![i `c`](<p q.png>) -> p q.png @ p q.png",
		"<https://e.org> -> https://e.org @ https://e.org",
		"[r][ref] -> ./r.md @ [r][ref]",
		"[**ref**] -> ./s.md @ [**ref**]",
		"[](n) -> n @ n",
	}
	if diff := cmp.Diff(want, links); diff != "" {
		t.Errorf("links (-want +got):\n%s", diff)
	}
	var spans []string
	for _, s := range f.CodeSpans {
		spans = append(spans, f.Text(s.Range)+" > "+f.Text(s.Content))
	}
	if diff := cmp.Diff([]string{"`c` > c", "``x ` y`` > x ` y", "` z ` >  z "}, spans); diff != "" {
		t.Errorf("code spans (-want +got):\n%s", diff)
	}
}
