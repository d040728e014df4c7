package config_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// Each text would take memory or time out of all proportion to its size if it were parsed.
func TestTooMuch(t *testing.T) {
	const values = "it has over 500000 values, counted up to line 2"
	numbered := func(n int, text string) string {
		var out strings.Builder
		for i := range n {
			fmt.Fprintf(&out, text, i)
		}
		return out.String()
	}
	tests := []struct {
		name   string
		format config.Format
		text   string
		want   string
	}{
		{"a list", config.YAML, "a:\n [" + strings.Repeat("1,", 500_000) + "]\n", values},
		{"a list in lines", config.YAML, "a:\n" + strings.Repeat("- b\n", 500_000), "it has over 500000 values, counted up to line 500001"},
		{"directives", config.YAML, numbered(101, "%%TAG !a%d! b\n") + "---\na: b\n", "it has over 100 directives, counted up to line 101"},
		{"a list", config.JSON, "{\"a\":\n [" + strings.Repeat("1,", 500_000) + "1]}", values},
		{"a list in a part", config.JSONC, "{\"a\":\n [" + strings.Repeat("1,", 500_000) + "1]}", values},
		{"a list", config.TOML, "b = 1\na = [" + strings.Repeat("1,", 500_000) + "]\n", values},
		{"a deep key", config.TOML, "b = 1\n" + strings.Repeat("a.", 101) + "b = 1\n", "its tables are nested over 100 levels deep, counted up to line 2"},
		{"a deep header", config.TOML, "b = 1\n[" + strings.Repeat("a.", 101) + "b]\n", "its tables are nested over 100 levels deep, counted up to line 2"},
		{"a deep table in braces", config.TOML, "b = 1\na = {" + strings.Repeat("a.", 101) + "b = 1}\n", "its tables are nested over 100 levels deep, counted up to line 2"},

		{"half a list", config.YAML, "a: [" + strings.Repeat("1,", 200_000) + "]\n", ""},
		{"half a list", config.JSON, "[" + strings.Repeat("1,", 200_000) + "1]", ""},
		{"half a list", config.TOML, "a = [" + strings.Repeat("1,", 200_000) + "]\n", ""},
		{"a string", config.YAML, "a: '" + strings.Repeat("word, word and word; ", 100_000) + "'\n", ""},
		{"comments", config.YAML, strings.Repeat("# a, b\n", 100_000) + "a: 1\n", ""},
		{"tables", config.TOML, numbered(20_000, "[t%d.a]\nb = 1\n"), ""},
		{"tables in arrays", config.TOML, strings.Repeat("[[t]]\n[t.a]\nb.c = 1\n", 20_000), ""},
	}
	for _, tt := range tests {
		t.Run(fmt.Sprintf("%s in %s", tt.name, tt.format), func(t *testing.T) {
			f := config.Parse(source.New("x", []byte(tt.text)), tt.format)
			if f.TooMuch != tt.want {
				t.Errorf("got %q, want %q", f.TooMuch, tt.want)
			}
			if isFaulty := len(f.Problems) > 0; isFaulty != (tt.want != "") {
				t.Errorf("%d problems", len(f.Problems))
			}
			if tt.want == "" && f.Root.Type() != config.Map && f.Root.Type() != config.List {
				t.Errorf("the root is a %s", f.Root.Type())
			}
		})
	}
}

func TestParseUpTo(t *testing.T) {
	src := source.New("x", []byte("[1, 2, 3]"))
	if f := config.ParseUpTo(src, config.JSON, 4); f.TooMuch != "" || len(f.Root.Items) != 3 {
		t.Errorf("four values are %q", f.TooMuch)
	}
	if f := config.ParseUpTo(src, config.JSON, 3); f.TooMuch == "" {
		t.Error("four values are three")
	}
}

// An element of an array has tables of its own, and a key that is set keeps its table out.
func TestTOMLTables(t *testing.T) {
	f := config.Parse(source.New("x", []byte("[[t]]\n[t.a]\nb = 1\n[[t]]\n[t.a]\nb = 2\n[[t.c]]\n[[t.c]]\nd.e = 3\n[u]\nv = {w.x = 4, w.y = 5}\n")), config.TOML)
	if len(f.Problems) > 0 {
		t.Fatal(f.Problems)
	}
	elements := f.Root.Field("t").Value.Items
	if len(elements) != 2 || len(elements[1].Field("c").Value.Items) != 2 {
		t.Fatalf("%d elements", len(elements))
	}
	for i, want := range []string{"1", "2"} {
		if got := elements[i].Field("a").Value.Field("b").Value.Text(); got != want {
			t.Errorf("b of element %d is %s", i, got)
		}
	}
	if w := f.Root.Field("u").Value.Field("v").Value.Field("w"); len(w.Value.Fields) != 2 {
		t.Errorf("w has %d fields", len(w.Value.Fields))
	}
	twice := config.Parse(source.New("x", []byte("[a.b]\n[a]\n[a.b]\nc = 1\n")), config.TOML)
	if len(twice.Problems) != 1 || twice.Problems[0].Kind != config.DuplicateKey {
		t.Errorf("a table that is defined twice has the problems %v", twice.Problems)
	}
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
	for format, text := range map[config.Format]string{
		config.YAML: strings.Repeat("a: [b, c]\n", 20_000),
		config.JSON: "[" + strings.Repeat("{\"a\": 1},\n", 20_000) + "1]",
		config.TOML: strings.Repeat("[[a]]\nb = 1\n", 20_000),
	} {
		ctx := &countdown{context.Background(), 5}
		if f := config.ParseContext(ctx, source.New("x", []byte(text)), format); f.TooMuch != "interrupted" {
			t.Errorf("%s is parsed to its end: %q", format, f.TooMuch)
		}
		if ctx.left < -20 {
			t.Errorf("%s: it goes on after the interrupt", format)
		}
	}
}
