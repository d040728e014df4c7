package notebook

import (
	"runtime"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/source"
)

const example = `{
 "cells": [
  {"cell_type": "markdown", "source": ["# title\n"]},
  {"cell_type": "code", "execution_count": 1, "outputs": [], "source": [
    "%matplotlib inline\n",
    "import torch\n",
    "files = !ls\n",
    "if x:\n",
    "    !pip install torch"
  ]},
  {"cell_type": "code", "source": ["%%bash\n", "rm -rf x\n"]},
  {"cell_type": "code", "source": "%%time\nname = \"\u00e9\ud83d\ude00\"\ttorch.rand(1)\nd['a=%s' % b] = 1\nhelp?"}
 ],
 "nbformat": 4
}
`

func parse(text string) *File { return Parse(source.New("a.ipynb", []byte(text))) }

func TestParse(t *testing.T) {
	f := parse(example)
	want := "pass              \nimport torch\nfiles = 0  \nif x:\n    pass              \n" +
		"pass  \nname = \"é😀\"\ttorch.rand(1)\nd['a=%s' % b] = 1\npass \n"
	if diff := cmp.Diff(want, string(f.Text)); diff != "" {
		t.Errorf("the program differs (-want +got):\n%s", diff)
	}
	if f.Problem != nil {
		t.Errorf("a problem: %+v", f.Problem)
	}
}

func TestPositions(t *testing.T) {
	f := parse(example)
	for _, word := range []string{"import torch", "torch.rand(1)", "files ="} {
		at := strings.Index(string(f.Text), word)
		if got := f.Source.Text[f.Mapping.Start(at):]; !strings.HasPrefix(string(got), word) {
			t.Errorf("%q is mapped to %.20q", word, got)
		}
		end := f.Mapping.End(at + len(word))
		if got := string(f.Source.Text[f.Mapping.Start(at):end]); got != word {
			t.Errorf("%q is mapped to the span %q", word, got)
		}
	}
}

func TestPlace(t *testing.T) {
	f := parse(example)
	for word, want := range map[string][2]int{"import torch": {2, 2}, "files =": {2, 3}, "torch.rand(1)": {4, 2}} {
		cell, at := f.Place(strings.Index(example, word))
		if got := [2]int{cell, at.Line}; got != want {
			t.Errorf("%q is in cell and line %v, want %v", word, got, want)
		}
	}
	if cell, at := f.Place(strings.Index(example, "cells")); cell != 0 || at.Line != 0 {
		t.Errorf("what is before all cells is in cell %d, line %d", cell, at.Line)
	}
}

// Python ends lines at a carriage return, too: what is after one is no part of a comment, and may be a magic.
func TestCarriageReturns(t *testing.T) {
	const text = `{"cells": [{"cell_type": "code", "source": ["# c\rf()\r\n%g\r", "h()"]}]}`
	f := parse(text)
	if diff := cmp.Diff("# c\rf()\r\n# \rh()\n", string(f.Text)); diff != "" {
		t.Errorf("the program differs (-want +got):\n%s", diff)
	}
	for word, want := range map[string]int{"# c": 1, "f()": 2, "%g": 3, "h()": 4} {
		if _, at := f.Place(strings.Index(text, word)); at.Line != want {
			t.Errorf("%q is in line %d, want %d", word, at.Line, want)
		}
	}
}

func TestMagics(t *testing.T) {
	for code, want := range map[string]string{
		`pip install torch\n`:           "pass             \n",
		`cd ../data`:                    "pass      ",
		`ls -la`:                        "pass  ",
		`time model.fit(x)`:             "pass             ",
		`time = 3`:                      "time = 3",
		`time in hours`:                 "time in hours",
		`ls - la`:                       "ls - la",
		`run(x)`:                        "run(x)",
		`pip install torch\nx = 1`:      "pip install torch\nx = 1",
		`!pip install \\\n  torch\nx()`: "pass          \n       \nx()",
		`d[\"x\"] = !ls`:                `d["x"] = 0  `,
		`%%mermaid\ngraph TD`:           "",
		`print(\"%d\"\n  % n)\n%time`:   "print(\"%d\"\n  % n)\npass ",
		`x = '''(\n!ls\n'''\n!ls`:       "x = '''(\n!ls\n'''\n#  ",
		`x = ')'  # (\n%time`:           "x = ')'  # (\npass ",
	} {
		f := parse(`{"cells": [{"cell_type": "code", "source": ["` + code + `"]}]}`)
		if diff := cmp.Diff(want, strings.TrimSuffix(string(f.Text), "\n")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", code, diff)
		}
	}
}

func TestFormat3(t *testing.T) {
	f := parse(`{"worksheets": [{"cells": [{"cell_type": "heading", "source": "# x"},
		{"cell_type": "code", "input": ["import torch\n", "x()"], "language": "python"}]}], "nbformat": 3}`)
	if diff := cmp.Diff("import torch\nx()\n", string(f.Text)); diff != "" || f.Problem != nil {
		t.Errorf("problem %+v, the program differs (-want +got):\n%s", f.Problem, diff)
	}
}

// TestManyCells counts the memory that a cell takes, which does not grow with how many there are.
func TestManyCells(t *testing.T) {
	allocated := func(cells int) uint64 {
		text := []byte(`{"cells": [` + strings.Repeat(`{"cell_type": "code", "source": ["x = 1\n", "y"]},`, cells) + `{}]}`)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		f := Parse(source.New("a.ipynb", text))
		for i := range f.Cells {
			f.Place(f.Cells[i].Source.Start + 5)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	few, many := allocated(2000), allocated(20_000)
	if many > 15*few {
		t.Errorf("2,000 cells take %d bytes, 20,000 take %d", few, many)
	}
}

func TestNoNotebook(t *testing.T) {
	for _, text := range []string{"", "{", "[]", `{"cells": 1}`, `{"worksheets": []}`, "{\"cells\": [{\"cell_type\": \"code\"}]"} {
		if f := parse(text); len(f.Cells) > 0 {
			t.Errorf("%q has cells: %+v", text, f.Cells)
		}
	}
}

// FuzzParse checks that every byte of the program has a place in the notebook.
func FuzzParse(f *testing.F) {
	f.Add([]byte(example))
	f.Add([]byte(`{"cells": [{"cell_type": "code", "source": ["\ud83d", "\u12", "\\"]}]}`))
	f.Fuzz(func(t *testing.T, data []byte) {
		src := source.New("a.ipynb", data)
		nb := Parse(src)
		last := 0
		for i := range nb.Text {
			at := nb.Mapping.Start(i)
			if at < 0 || at > len(src.Text) {
				t.Fatalf("byte %d is mapped to %d of %d", i, at, len(src.Text))
			}
			if at+4 < last {
				t.Fatalf("byte %d is mapped to %d, far before %d", i, at, last)
			}
			last = at
		}
		for i := range nb.Cells {
			if i > 0 && nb.Cells[i].Start <= nb.Cells[i-1].Start {
				t.Fatalf("cells out of order: %+v", nb.Cells)
			}
			checkPlaces(t, nb, i)
		}
	})
}

// checkPlaces counts the lines of a cell, to compare with what Place says.
func checkPlaces(t *testing.T, nb *File, cell int) {
	t.Helper()
	end := len(nb.Text)
	if cell+1 < len(nb.Cells) {
		end = nb.Cells[cell+1].Start
	}
	line := 1
	for at := nb.Cells[cell].Start; at < end; at++ {
		number, got := nb.Place(nb.Mapping.Start(at))
		if utf8.RuneStart(nb.Text[at]) && (number != nb.Cells[cell].Number || got.Line != line) {
			t.Fatalf("byte %d is in cell %d, line %d, not in %d, line %d", at, number, got.Line, nb.Cells[cell].Number, line)
		}
		if nb.Text[at] == '\n' || nb.Text[at] == '\r' && nb.Text[at+1] != '\n' {
			line++
		}
	}
}
