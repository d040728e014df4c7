package notebook

import (
	"encoding/json"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/agentlint/agentlint/parser/source"
)

// nb is a notebook with code cells of the given sources, as JSON.
func nb(sources ...string) string {
	var cells []string
	for _, s := range sources {
		cells = append(cells, `{"cell_type": "code", "source": `+s+`}`)
	}
	return `{"cells": [` + strings.Join(cells, ", ") + `], "nbformat": 4}`
}

func TestEdit(t *testing.T) {
	tests := []struct {
		name, before  string
		start, end    string // what the edit starts before, and ends after
		text          string
		want          string // "" for none
		atEndOfBefore bool   // the edit is an insertion after start
	}{
		{name: "after a quote", before: nb(`["load(\"m.pt\")\n"]`), start: `\"m.pt\"`, atEndOfBefore: true, text: `, x="y"`, want: nb(`["load(\"m.pt\", x=\"y\")\n"]`)},
		{name: "after an accent", before: nb(`["caf\u00e9()"]`), start: `caf\u00e9`, atEndOfBefore: true, text: `.é`, want: nb(`["caf\u00e9.\u00e9()"]`)},
		{name: "after an emoji", before: nb(`["'\ud83d\ude00'"]`), start: `\ud83d\ude00`, atEndOfBefore: true, text: `😀`, want: nb(`["'\ud83d\ude00\ud83d\ude00'"]`)},
		{name: "inside an escape", before: nb(`["'\ud83d\ude00'"]`), start: `\ud83d`, atEndOfBefore: true, text: `x`},
		{name: "as Jupyter writes", before: nb(`["é < \"a\""]`), start: `é`, end: `é`, text: "è>&\u2028", want: nb("[\"è>&\u2028 < \\\"a\\\"\"]")},
		{name: "as PHP writes", before: nb(`["a\/b"]`), start: `a`, end: `a`, text: "c/d", want: nb(`["c\/d\/b"]`)},
		{name: "a line", before: nb(`["a\n", "b\n", "c"]`), start: `b\n`, end: `b\n`, want: nb(`["a\n", "c"]`)},
		{name: "a line, by another", before: nb(`["a\n", "b\n", "c"]`), start: `b\n`, end: `b\n`, text: "d\n", want: nb(`["a\n", "d\n", "c"]`)},
		{name: "a line end", before: nb(`["a\n", "b\n", "c"]`), start: `\n", "b`, end: `\n`, text: "; ", want: nb(`["a; b\n", "c"]`)},
		{name: "over lines", before: nb(`["ab\n", "cd\n", "ef"]`), start: `b\n", "cd\n", "e`, end: `b\n", "cd\n", "e`, text: "x", want: nb(`["axf"]`)},
		{name: "a line more", before: nb(`["a\n", "b\n", "c"]`), start: `b\n`, text: "d\n", want: nb(`["a\n", "d\n", "b\n", "c"]`)},
		{name: "lines after another", before: nb(`["a\n", "b\n", "c"]`), start: `b`, atEndOfBefore: true, text: "\nd\n\ne", want: nb(`["a\n", "b\n", "d\n", "\n", "e\n", "c"]`)},
		{name: "lines at the end", before: nb(`["a\n", "b"]`), start: `b`, atEndOfBefore: true, text: "\n'\\n'", want: nb(`["a\n", "b\n", "'\\n'"]`)},
		{name: "a line more in one string", before: nb(`"a\nb"`), start: `b`, text: "d\n", want: nb(`"a\nd\nb"`)},
		{name: "in one string", before: nb(`"ab\ncd"`), start: `b\nc`, end: `b\nc`, text: "\t", want: nb(`"a\td"`)},
		{name: "over cells", before: nb(`["ab"]`, `["cd"]`), start: `b"]`, end: `b"]}, {"cell_type": "code", "source": ["c`, text: "x"},
		{name: "a magic", before: nb(`["%time f()\n", "g()"]`), start: `%time f()`, end: `%time f()`, text: "x"},
		{name: "before the magic of a cell", before: nb(`["%%time\n", "g()"]`), start: `%%time`, text: "x\n"},
		{name: "outside the code", before: nb(`["ab"]`), start: `nbformat`, end: `nbformat`, text: "x"},
		{name: "a character that was lost", before: nb(`["'\ud83d'"]`), start: `'\ud83d'`, end: `'\ud83d'`, text: "\"\ufffd\""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := strings.Index(tt.before, tt.start)
			end := start + len(tt.end)
			if tt.atEndOfBefore {
				start += len(tt.start)
				end = start
			}
			from, to, written, ok := parse(tt.before).Edit(start, end, tt.text)
			got := ""
			if ok {
				got = tt.before[:from] + written + tt.before[to:]
			}
			if got != tt.want {
				t.Errorf("got %s, want %s", got, tt.want)
			}
		})
	}
}

// FuzzEdit checks that an edit does to the code what it says, and leaves all else in the notebook as it is.
func FuzzEdit(f *testing.F) {
	f.Add([]byte(example), 30, 40, "x = \"é\"\n")
	f.Add([]byte(nb(`["a\"\n", "", "b\u00e9\n", "c\ud83d\ude00"]`, `"a\/\n\n"`)), 3, 9, "\x1b😀/")
	f.Fuzz(func(t *testing.T, data []byte, start, end int, text string) {
		before := Parse(source.New("a.ipynb", data))
		if start < 0 || end < start || end > len(before.Text) || !utf8.Valid(data) {
			return
		}
		from, to, written, ok := before.Edit(before.Mapping.Start(start), before.Mapping.End(end), text)
		if !ok {
			return
		}
		start, _ = before.Mapping.Inside(from)
		end, _ = before.Mapping.Inside(to)
		edited := string(data[:from]) + written + string(data[to:])
		if !json.Valid([]byte(strings.TrimPrefix(edited, source.BOM))) {
			t.Fatalf("%s becomes %s, which is no JSON", data, edited)
		}
		after := parse(edited)
		want := string(before.Text[:start]) + text + string(before.Text[end:])
		if len(before.hidden) == 0 && len(after.hidden) == 0 && len(after.Cells) == len(before.Cells) && string(after.Text) != want {
			t.Fatalf("the code of %s is %q, want %q", edited, after.Text, want)
		}
	})
}
