package config_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/source"
)

// show writes a value as type(raw) and, if it is a scalar, =text; raw is the text in the value's range.
func show(text string, v config.Value) string {
	raw := text[v.Range.Start:v.Range.End]
	switch v.Type() {
	case config.List:
		var items []string
		for _, item := range v.Items {
			items = append(items, show(text, item))
		}
		return "[" + strings.Join(items, " ") + "]"
	case config.Map:
		var fields []string
		for _, f := range v.Fields {
			fields = append(fields, text[f.Key.Start:f.Key.End]+":"+show(text, f.Value))
		}
		return "{" + strings.Join(fields, " ") + "}"
	case config.String:
		return fmt.Sprintf("%s(%s)", v.Text(), raw)
	}
	return fmt.Sprintf("%s(%s)", v.Type(), raw)
}

func TestParse(t *testing.T) {
	tests := []struct {
		name   string
		format config.Format
		text   string
		want   string
	}{
		{"scalars", config.JSON, `{"a": "x\ny", "b": -1, "c": 1e3, "d": true, "e": null}`,
			`{"a":x` + "\n" + `y("x\ny") "b":int(-1) "c":float(1e3) "d":bool(true) "e":null(null)}`},
		{"nested", config.JSON, `{"a": [{"b": []}, "ü"]}`, `{"a":[{"b":[]} ü("ü")]}`},
		{"byte order mark", config.JSON, "\ufeff[1]", "[int(1)]"},
		{"comments", config.JSONC, "// a\n{\"a\": /* b */ 1, // c\n}", `{"a":int(1)}`},
		{"two of a key", config.JSON, `{"a": 1, "a": 2}`, `{"a":int(1) "a":int(2)}`},
		{"broken", config.JSON, `{"a": 1, "b" 2}`, `{"a":int(1)}`},
		{"nothing", config.YAML, "# a\n", "null()"},
		{"YAML", config.YAML, "a: 1\nb: [x, 'y']\nc:\n  - d: 1e-4\n  - |\n    z\n", "{a:int(1) b:[x(x) y('y')] c:[{d:float(1e-4)} z\n(|\n    z)]}"},
		{"wide characters", config.YAML, "ü: é # ö\nß: \"→\"\n", `{ü:é(é) ß:→("→")}`},
		{"first document", config.YAML, "a: 1\n---\nb: 2\n", "{a:int(1)}"},
		{"TOML", config.TOML, "a = \"x\"\nb.c = 1\n[t]\nd = [1, 2.5, {e = true}]\nf = 2026-01-02\n[[u.v]]\ng = 'x'\n[[u.v]]\n[u.v.w]\nh = \"\"\"\nz\"\"\"\n",
			"{a:x(\"x\") b:{c:int(1)} t:{d:[int(1) float(2.5) {e:bool(true)}] f:2026-01-02(2026-01-02)} u:{v:[{g:x('x')} {w:{h:z(\"\"\"\nz\"\"\")}}]}}"},
		{"broken TOML", config.TOML, "a = 1\nb = \n", "{a:int(1)}"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			f := config.Parse(source.New("x", []byte(test.text)), test.format)
			if diff := cmp.Diff(test.want, show(test.text, f.Root)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestProblems(t *testing.T) {
	tests := []struct {
		format config.Format
		text   string
		want   string // kind@raw
	}{
		{config.JSON, `{"a": 1}`, ""},
		{config.JSON, ``, "syntax@"},
		{config.JSON, "{} // x\n", "comment@// x"},
		{config.JSON, `{"a": [1,],}`, "trailing-comma@, trailing-comma@,"},
		{config.JSON, `{"a": 1, "a": 2}`, `duplicate-key@"a"`},
		{config.JSON, "{'a': 1}", "syntax@'a': 1}"},
		{config.JSON, "{\"a\": 1\n \"b\": 2}", `syntax@"b": 2}`},
		{config.JSON, `{"a": tru}`, "syntax@tru}"},
		{config.JSON, `{"a": "b`, `syntax@"b`},
		{config.JSON, `[1`, `syntax@`},
		{config.JSON, `[] []`, `syntax@[]`},
		{config.JSONC, `[1,,]`, `syntax@,]`},
		{config.JSONC, "{\"a\": 1, // x\n}", ""},
		{config.YAML, "a: 1\na: 2\n", "duplicate-key@a"},
		{config.YAML, "a: b: c\n", "syntax@: c"},
		{config.TOML, "a = 1\na = 2\n", "duplicate-key@a"},
		{config.TOML, "[a]\n[a]\n", "duplicate-key@a"},
		{config.TOML, "[[a]]\n[a.b]\n[[a]]\n[a.b]\n", ""},
		{config.TOML, "a = \n", "syntax@"},
	}
	for _, test := range tests {
		f := config.Parse(source.New("x", []byte(test.text)), test.format)
		var got []string
		for _, p := range f.Problems {
			got = append(got, fmt.Sprintf("%s@%s", p.Kind, test.text[p.Range.Start:p.Range.End]))
		}
		if got := strings.Join(got, " "); got != test.want {
			t.Errorf("%s %q: got %s, want %s (%v)", test.format, test.text, got, test.want, f.Problems)
		}
	}
}

func TestDeepNestingIsBounded(t *testing.T) {
	for _, format := range []config.Format{config.JSON, config.YAML, config.TOML} {
		text := strings.Repeat("[", 200_000)
		if format == config.TOML {
			text = "a = " + text
		}
		if f := config.Parse(source.New("x", []byte(text)), format); len(f.Problems) == 0 {
			t.Errorf("%s: no problem", format)
		}
	}
}

// FuzzParse asserts what holds for any input: every range lies in the text, keys and values lie in what holds them, and
// those of JSON follow each other.
func FuzzParse(f *testing.F) {
	for _, text := range []string{
		"{\"a\": [1, {\"b\": \"\\u00fc\"}], // c\n}", "a: &x [1, {b: c}]\nd: *x\ne: >-\n  f\n\n  g\n<<: *x\n",
		"a.b = 1\n[c]\nd = {e = [1, 'x']}\n[[f]]\n[f.g]\nh = \"\"\"x\"\"\"\n", "\ufeffa: 1\r\nb: 2\r\n", "- - - x\n", "a = 1979-05-27T07:32:00Z",
	} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, format := range []config.Format{config.YAML, config.JSON, config.JSONC, config.TOML} {
			file := config.Parse(source.New("x", []byte(text)), format)
			whole := config.Range{End: len(file.Source.Text)}
			check(t, format, whole, file.Root)
			for _, p := range file.Problems {
				within(t, format, whole, p.Range)
			}
		}
	})
}

func within(t *testing.T, format config.Format, outer, inner config.Range) {
	t.Helper()
	if inner.Start > inner.End || !outer.Contains(inner) {
		t.Errorf("%s: %v is not within %v", format, inner, outer)
	}
}

func check(t *testing.T, format config.Format, outer config.Range, v config.Value) {
	within(t, format, outer, v.Range)
	last := v.Range.Start
	follows := func(r config.Range) {
		if format != config.TOML && r.Start < last {
			t.Errorf("%s: %v starts before %d", format, r, last)
		}
		last = r.End
	}
	for _, item := range v.Items {
		follows(item.Range)
		check(t, format, v.Range, item)
	}
	for _, field := range v.Fields {
		within(t, format, v.Range, field.Key)
		follows(field.Key)
		follows(field.Value.Range)
		check(t, format, v.Range, field.Value)
	}
}

func TestLongLine(t *testing.T) {
	text := "[" + strings.Repeat("{a: 'b'}, ", 50_000) + "]"
	f := config.Parse(source.New("x", []byte(text)), config.YAML)
	if n := len(f.Root.Items); n != 50_000 {
		t.Fatalf("%d items", n)
	}
	if r := f.Root.Items[49_999].Range; text[r.Start:r.End] != "{a: 'b'}" {
		t.Errorf("the last item is %q", text[r.Start:r.End])
	}
}

func TestExtract(t *testing.T) {
	document := "> lr: 1\n> epochs: [2,\n>   3]\n"
	mapping := source.Mapping{source.Run(0, 2, 6), source.Run(6, 10, 12), source.Run(18, 24, 5)}
	text := "lr: 1\nepochs: [2,\n  3]\n"
	f := config.ParseExtract(source.New("x.md", []byte(document)), []byte(text), mapping, config.YAML)
	f.Base = 1
	epochs := f.Root.Field("epochs").Value
	if got := f.Text(epochs.Range); got != "[2,\n  3]" {
		t.Errorf("the value is %q", got)
	}
	at := f.Range(epochs.Range)
	if got := document[at.Pos()-1 : at.End()-1]; got != "[2,\n>   3]" {
		t.Errorf("in the document it is %q", got)
	}
}

func TestParseKeys(t *testing.T) {
	src := source.New("a.ipynb", []byte(`{"cells": [{"source": ["a\n"], "outputs": [{"source": "b"}]}], "metadata": {"cells": 1}}`))
	f := config.ParseKeys(t.Context(), src, []string{"cells"}, []string{"source"})
	if len(f.Problems) > 0 || len(f.Root.Fields) != 1 || len(f.Root.Fields[0].Value.Items) != 1 {
		t.Fatalf("got %+v, %v", f.Root, f.Problems)
	}
	cell := f.Root.Fields[0].Value.Items[0]
	if len(cell.Fields) != 1 || len(cell.Fields[0].Value.Items) != 0 || f.Text(cell.Fields[0].Value.Range) != `["a\n"]` {
		t.Errorf("read %+v of the cell", cell)
	}
	broken := config.ParseKeys(t.Context(), source.New("a.ipynb", []byte(`{"outputs": ["\x"]}`)), []string{"cells"}, nil)
	if len(broken.Problems) != 1 {
		t.Errorf("%d problems in what is not read, want 1", len(broken.Problems))
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	long := config.ParseKeys(ctx, source.New("a.ipynb", []byte("["+strings.Repeat("1,", 10_000)+"1]")), nil, nil)
	if len(long.Problems) != 1 || long.Problems[0].Message != "interrupted" {
		t.Errorf("got %+v when nobody wants it any more", long.Problems)
	}
}
