package body_test

import (
	"context"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/source"
)

const frontmatter = "---\nname: a\ndescription: b\n"

// Each text would take memory or time out of all proportion to its size if it were parsed.
func TestMeter(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"a wide table with short rows", strings.Repeat("|a", 2000) + "|\n" + strings.Repeat("|-", 2000) + "|\n" + strings.Repeat("|a|\n", 2000), "over 320 MB of memory, counted up to line 1"},
		{"headings", strings.Repeat("# a\n", 500_000), "over 320 MB of memory, counted up to line 385715"},
		{"brackets in brackets", strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000), "over 536870912 steps to find where links, code and tables end, counted up to line 1"},
		{"destinations without an end", strings.Repeat("[a](", 20_000), "steps"},
		{"titles without an end", strings.Repeat("[a](b (", 20_000), "steps"},
		{"labels without an end", strings.Repeat("[a][", 20_000), "steps"},
		{"tags without an end", strings.Repeat("<a b='", 20_000), "steps"},
		{"definitions of links in a row", strings.Repeat("[a]: b\n", 20_000), "steps"},
		{"definitions without an end", strings.Repeat("[a]: b (c\n", 20_000), "steps"},
		{"code without an end", runs(4000), "steps"},
		{"lines in deep quotes", strings.Repeat(strings.Repeat(">", 90)+"a\n", 50_000), "memory"},
		{"placeholders", strings.Repeat("{{x}} ", 200_001), "it has over 200000 placeholders, up to line 1"},
		{"a list in frontmatter", frontmatter + "x: [" + strings.Repeat("a,", 500_000) + "]\n---\n", "its frontmatter can't be read: it has over 500000 values, counted up to line 4"},
		{"directives in frontmatter", "---\n" + strings.Repeat("%TAG !a! b\n", 101) + "---\n", "it has over 100 directives, counted up to line 102"},

		{"an ordinary text", strings.Repeat("## Step\n\nRun `make` and look at [the log](a.md):\n\n- one thing\n- another\n\n", 10_000), ""},
		{"links on one line", strings.Repeat("[a](b) ", 20_000), ""},
		{"tasks", strings.Repeat("- [x] a\n", 20_000), ""},
		{"definitions of links", strings.Repeat("[a]: b\n\n", 20_000), ""},
		{"code on one line", strings.Repeat("`a` ", 20_000), ""},
		{"a long table", "|a|b|\n|-|-|\n" + strings.Repeat("|c|d|\n", 20_000), ""},
		{"a long string in frontmatter", frontmatter + "x: >\n" + strings.Repeat("  a word, and another\n", 50_000) + "---\n", ""},
	}
	for _, tt := range tests {
		f := agent.Parse(source.New("a.agent.md", []byte(tt.text+"\n")), kind.CustomAgent)
		if (f.TooMuch == "") != (tt.want == "") || !strings.Contains(f.TooMuch, tt.want) {
			t.Errorf("%s: %q, want %q", tt.name, f.TooMuch, tt.want)
		}
	}
}

// runs are runs of backticks of different lengths, none of which closes another.
func runs(n int) string {
	var out strings.Builder
	for i := range n {
		out.WriteString(" " + strings.Repeat("`", i+1))
	}
	return out.String()
}

// A countdown is a context that is done when it has been asked some times.
type countdown struct {
	context.Context
	left int
}

func (c *countdown) Err() error {
	if c.left--; c.left < 0 {
		return context.Canceled
	}
	return nil
}

// An interrupt is seen while a text is parsed, whatever that takes.
func TestInterrupted(t *testing.T) {
	for name, text := range map[string]string{
		"Markdown":           strings.Repeat("# a\n\n- `b` [c](d)\n\n", 20_000),
		"a paragraph":        strings.Repeat("`b` [c](d)\n", 20_000),
		"frontmatter":        frontmatter + strings.Repeat("x: [a, b, c]\n", 20_000) + "---\n",
		"broken frontmatter": frontmatter + strings.Repeat("tools: a: b\n", 2000) + "---\n",
	} {
		ctx := &countdown{context.Background(), 5}
		if f := agent.ParseContext(ctx, source.New("a.agent.md", []byte(text)), kind.CustomAgent); !strings.HasSuffix(f.TooMuch, "interrupted") {
			t.Errorf("%s is parsed to its end", name)
		}
		if ctx.left < -20 {
			t.Errorf("%s: it goes on after the interrupt", name)
		}
	}
}
