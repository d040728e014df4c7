package suppress

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/agent"
	"github.com/agentlint/agentlint/parser/agent/kind"
	"github.com/agentlint/agentlint/parser/config"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// read takes in the comments of a file, whose kind its path tells.
func read(path, content string) (*File, *source.File) {
	src := source.New(path, []byte(content))
	f := New(src, 1, true)
	switch {
	case strings.HasSuffix(path, ".py"):
		f.AddPython(python.NewParser().Parse(src, src.Text, nil))
	case strings.HasSuffix(path, ".ipynb"):
		nb := notebook.Parse(src)
		f.AddNotebook(python.NewParser().Parse(src, nb.Text, nb.Mapping), nb)
	case strings.HasSuffix(path, ".md"):
		d := agent.Parse(src, kind.CustomAgent)
		f.AddDefinition(d)
		for _, fence := range d.Fences {
			if fence.Language == "python" {
				text, mapping := d.Extract(fence)
				p := python.NewParser().Parse(src, text, mapping)
				p.Snippet = true
				f.AddPython(p)
			}
		}
	default:
		format, _ := config.Classify(path)
		f.AddConfig(config.Parse(src, format), src.Text)
	}
	f.Today = "2026-01-15"
	return f, src
}

func TestParse(t *testing.T) {
	tests := []struct{ comment, want string }{
		{"# agentlint: ignore[a] -- why", "ignore [a] why"},
		{"#agentlint:ignore[a]", "ignore [a]"},
		{"#   agentlint:  ignore [ a , b/c* ]--why", "ignore [a b/c*] why"},
		{"# agentlint: disable[a] until=2026-02-01 -- why", "disable [a] until 2026-02-01 why"},
		{"# agentlint: file-ignore[a] -- see issue #12, or -- that", "file-ignore [a] see issue #12, or -- that"},
		{"# type: ignore # agentlint: ignore[a] -- why # noqa", "ignore [a] why"},
		{"# agentlint: ignore[a] -- x # agentlint: enable[b]", "ignore [a] x; enable [b]"},
		{"# agentlint: ignore", "ignore blanket"},
		{"# agentlint: ignore -- why", "ignore blanket why"},
		{"# agentlint: ignore[]", "ignore blanket"},
		{"# agentlint: ignore[*]", "ignore [*] blanket"},
		{"# agentlint: ignore[a", "ignore blanket"},
		{"# agentlint: ingore[a]", "ingore [a]"},
		{"# agentlint: is a linter", ""},
		{"# use agentlint: ignore[a]", ""},
		{"# myagentlint: ignore[a]", ""},
		{"# agentlint", ""},
	}
	for _, tt := range tests {
		f, _ := read("a.py", "x = 1  "+tt.comment+"\n")
		var got []string
		for _, d := range f.Directives {
			words := []string{d.Verb}
			if len(d.Names) > 0 {
				var names []string
				for _, n := range d.Names {
					names = append(names, n.Text)
				}
				words = append(words, fmt.Sprint(names))
			}
			if d.Blanket {
				words = append(words, "blanket")
			}
			if d.Until != "" {
				words = append(words, "until", d.Until)
			}
			if d.Reason != "" {
				words = append(words, d.Reason)
			}
			got = append(got, strings.Join(words, " "))
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, "; ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.comment, diff)
		}
	}
}

// TestCovers marks with digits where findings are: those at 1 are suppressed, those at 0 are not.
func TestCovers(t *testing.T) {
	tests := []struct{ name, path, content string }{
		{"the end of a line", "a.py", "§0a = 1\n§1b = 2  # agentlint: ignore[r]\n§0c = 3\n"},
		{"statements on one line", "a.py", "§1a = 1; §1b = 2  # agentlint: ignore[r]\n"},
		{"all lines of a statement", "a.py", "§1f(\n    §1a,\n    §1b,  # agentlint: ignore[r]\n    §1c,\n)\n§0g()\n"},
		{"after a string", "a.py", "x = \"\"\"§1\n# agentlint: ignore[other]\n\"\"\"  # agentlint: ignore[r]\n§0y = 1\n"},
		{"in a string", "a.py", "x = '# agentlint: ignore[r]'; §0y = 1\n"},
		{"a header", "a.py", "§1def f(\n    a=§1[],  # agentlint: ignore[r]\n    b=§1[],\n):\n    §0g()\n"},
		{"a decorator", "a.py", "@§1d  # agentlint: ignore[r]\ndef f(a=§1[]):\n    §0g()\n"},
		{"a clause", "a.py", "try:\n    §0f()\n§1except E:  # agentlint: ignore[r]\n    §0g()\n"},
		{"the next statement", "a.py", "§0a = 1\n# agentlint: ignore[r]\n§1if a:\n    §1f()\nelse:\n    §1g()\n§0h()\n"},
		{"the next clause", "a.py", "try:\n    §0f()\n# agentlint: ignore[r]\nexcept E:\n    §1g()\nfinally:\n    §0h()\n"},
		{"the first statement of a body", "a.py", "def §0f():\n    # agentlint: ignore[r]\n    §1g()\n    §0h()\n"},
		{"inside a statement", "a.py", "§1f(\n    # agentlint: ignore[r]\n    §1a,\n    §1b,\n)\n§0g()\n"},
		{"comments in between", "a.py", "# agentlint: ignore[r]\n§1# TODO\n§1f()\n§0g()\n"},
		{"nothing after", "a.py", "§0f()\n# agentlint: ignore[r]\n§1# TODO\n"},
		{"a range", "a.py", "§0f()\n# agentlint: disable[r]\n§1f()\n# agentlint: enable[r]\n§0f()\n"},
		{"a range for another rule", "a.py", "# agentlint: disable[r, o]\n§1f()\n# agentlint: enable[o]\n§1f()\n"},
		{"an open range", "a.py", "if §0x:\n    # agentlint: disable[r]\n    §1f()\n§1f()\n"},
		{"a file", "a.py", "§1f()\n# agentlint: file-ignore[r]\n§1f()\n"},
		{"a family", "a.py", "§1f()  # agentlint: ignore[family]\n"},
		{"globs", "a.py", "§1f()  # agentlint: ignore[r*]\n§1f()  # agentlint: ignore[family/*]\n§0f()  # agentlint: ignore[rx*]\n"},
		{"no list", "a.py", "§0f()  # agentlint: ignore\n§0f()  # agentlint: ignore[*]\n"},
		{"a date", "a.py", "§1f()  # agentlint: ignore[r] until=2026-01-15\n§0f()  # agentlint: ignore[r] until=2026-01-14\n§0f()  # agentlint: ignore[r] until=x\n"},
		{"noqa", "a.py", "§1f()  # noqa: E1, X9\n§1f()  #NOQA:x9\n§1f()  # noqa\n§0f()  # noqa: E1\n§0f()  # noqa: X99\n"},
		{"noqa with blanks", "a.py", "§1f()  # noqa : X9\n§1f()  # noqa:E1X9\n§1f()  # noqa: E1 X9 - why\n§0f()  # noqa: why X9\n§0f()  # noqalala\n"},
		{"noqa after another comment", "a.py", "§1f()  # type: ignore[arg] # noqa: X9\n"},
		{"noqa in a signature", "a.py", "def f(\n    a=§1[],  # noqa: X9\n    b=§0[],\n):\n    §0g()\n"},
		{"noqa after a string", "a.py", "§0g()\n§1f(\"\"\"\n§1\n\"\"\")  # noqa: X9\n"},
		{"noqa after a backslash", "a.py", "§0g()\n§1x = 1 + \\\n    §12  # noqa: X9\n"},
		{"noqa of an import", "a.py", "from a import (\n    §1b,\n    c,  # noqa: F401\n)\n"},
		{"noqa for a file", "a.py", "§1f()\n# ruff: noqa: X9\n"},
		{"noqa of flake8 for a file", "a.py", "# flake8: noqa: E1,X9\n§1f()\n"},
		{"noqa for a whole file", "a.py", "# flake8: noqa\n§1f()\n"},
		{"noqa for a file after code", "a.py", "§0f()  # ruff: noqa: X9\n§0f()  # flake8: noqa: X9\n"},
		{"noqa for a file of others", "a.py", "# ruff: noqa: E1\n§0f()\n"},
		{"a range of ruff", "a.py", "§0f()\n# ruff: disable[X9]\n§1f()\n# ruff: enable[X9]\n§0f()\n"},
		{"a range of ruff for others", "a.py", "# ruff: disable[X9, E1]\n§1f()\n# ruff: enable[X9]\n§1f()\n# ruff: enable[X9, E1]\n§0f()\n"},
		{"an open range of ruff", "a.py", "if x:\n    # ruff: disable[X9]\n    §1f()\n    if y:\n        §1f()\n§0f()\n"},
		{"a range of ruff after code", "a.py", "§0f()  # ruff: disable[X9]\n§0f()\n"},
		{"ruff: ignore", "a.py", "§1f()  # ruff: ignore[X9]\n# ruff:ignore[x-nine]\n# why\n§1f(\n    §12)\n§0f()\n"},
		{"ruff: ignore above a function", "a.py", "# ruff: ignore[X9]\ndef f(\n    a=§1[],\n):\n    §0g()\n"},
		{"ruff: ignore in a signature", "a.py", "def f(\n    a=§0[],\n    # ruff: ignore[X9]\n    b=§1[],\n    c=§0[],\n):\n    §0g()\n"},
		{"ruff: file-ignore", "a.py", "§1f()\n# ruff: file-ignore[X9]\n"},
		{"pylint", "a.py", "§1f()  # pylint: disable=W1, x-ninth\n§0f()\n§0f()  # pylint: disable=other\n"},
		{"a block of pylint", "a.py", "def f():\n    # pylint: disable=W0009\n    §1g()\n    if x:\n        §1g()\n§0f()\n"},
		{"a function of pylint", "a.py", "def f(a=§1[]):  # pylint: disable=W0009\n    §1g()\n§0f()\n"},
		{"a range of pylint", "a.py", "# pylint: disable=W0009\n§1f()\n# pylint: enable=W0009\n§0f()\n"},
		{"pylint: disable-next", "a.py", "# pylint: disable-next=W0009\n§1f()\n§0f()\n"},
		{"pylint: skip-file", "a.py", "# pylint: skip-file\n§1f()\n"},
		{"line ends", "a.py", "§1f()  # agentlint: ignore[r]\r\n§0f()\r\n# agentlint: ignore[r]\r\n§1f()\r\n§0f()\r\n"},
		{"not Python", "a.py", "§1f( = 1  # agentlint: ignore[r]\n"},

		{"a value", "a.yaml", "§0a: 1\n§1b: §12  # agentlint: ignore[r]\n§0c: 3\n"},
		{"a key with its value", "a.yaml", "§0a: 1\n# agentlint: ignore[r]\n§1b:\n  §1c: 1\n  d: [§11, 2]\n§0e: 3\n"},
		{"the header of a value", "a.yaml", "§1b:  # agentlint: ignore[r]\n  §0c: 1\n"},
		{"an item", "a.yaml", "a:\n  # agentlint: ignore[r]\n  - §1x: 1\n    §1y: 2\n  - §0x: 1\n"},
		{"a block scalar", "a.yaml", "§1a: |  # agentlint: ignore[r]\n  text\n  §1# agentlint: ignore[o]\n§0b: 1\n"},
		{"in a scalar", "a.yaml", "§0a: \"x # agentlint: ignore[r]\"\n§0b: |\n  # agentlint: ignore[r]\n§0c: x#agentlint:ignore[r]\n"},
		{"TOML", "a.toml", "§0a = \"# agentlint: ignore[r]\"\n§1b = 1# agentlint: ignore[r]\n# agentlint: ignore[r]\n§1[t]\nc = §12\n"},

		{"frontmatter", "a.md", "---\n§0name: x\n# agentlint: ignore[r]\n§1model: y\n---\n§0Text.\n"},
		{"the next block", "a.md", "---\nname: x\n---\n§0One.\n\n<!-- agentlint: ignore[r] -- why -->\n\n§1Two,\n§1on.\n\n§0Three.\n"},
		{"a list", "a.md", "<!-- agentlint: ignore[r] -->\n- §1one\n- §1two\n\n§0Text.\n"},
		{"in an item", "a.md", "- §0one\n\n  <!-- agentlint: ignore[r] -->\n  §1More.\n\n- §0two\n"},
		{"in a paragraph", "a.md", "§0One.\n\n§1Two <!-- agentlint: ignore[r] -->\n§1on.\n\n§0Three.\n"},
		{"a heading", "a.md", "# §1One <!-- agentlint: ignore[r] -->\n\n§0Two.\n"},
		{"over lines", "a.md", "<!-- agentlint: ignore[r] -- a long\n     reason -->\n§1One.\n\n§0Two.\n"},
		{"a Markdown range", "a.md", "§0One.\n\n<!-- agentlint: disable[r] -->\n\n§1Two.\n\n<!-- agentlint: enable[r] -->\n\n§0Three.\n"},
		{"a document", "a.md", "---\n§1name: x\n# agentlint: file-ignore[r]\n---\n§1One.\n"},
		{"code and prose", "a.md", "§0`<!-- agentlint: file-ignore[r] -->` # agentlint: file-ignore[r]\n\n```html\n<!-- agentlint: file-ignore[r] -->\n```\n\n```sh\n# agentlint: file-ignore[r]\n```\n"},
		{"an example", "a.md", "§0One.\n\n```python\n§0f()\n§1f()  # agentlint: ignore[r]\n```\n"},
		{"an example as its own file", "a.md", "§0One.\n\n- x\n\n  ```python\n  §1f()\n  # agentlint: file-ignore[r]\n  ```\n\n§0Two.\n"},
		{"a block of code", "a.md", "<!-- agentlint: ignore[r] -->\n```python\n§1f()\n```\n§0Two.\n"},

		{"a notebook", "a.ipynb", `{"cells": [{"cell_type": "code", "source": ["§0f()\n", "§1g(\"x\")  # agentlint: ignore[r]\n", "# agentlint: ignore[r]"]},
{"cell_type": "code", "source": "§1f()\n§0g()"}], "nbformat": 4}`},
	}
	rule := Subject{ID: "r", Family: "family", Noqa: []string{"X9", "x-nine", "F401", "W0009", "x-ninth"}}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			content, marks := unmark(tt.content)
			f, src := read(tt.path, content)
			for at, want := range marks {
				if got := f.Suppresses(rule, at); got != want {
					p := src.Position(at)
					t.Errorf("at %d:%d suppressed is %v, want %v", p.Line, p.Column, got, want)
				}
			}
		})
	}
}

// A copy for another base knows nothing of what its original was asked, nor does that of what the copy was.
func TestWithBase(t *testing.T) {
	kept, _ := read("a.py", "f()  # agentlint: ignore[r] -- x\n")
	rule := Subject{ID: "r"}
	for base, at := range []int{0, 100, 0} {
		f := kept.WithBase(base)
		f.Suppresses(rule, at)
		f.Visit([]Subject{rule}, func(int) bool { return true })
		if used := f.Directives[0].Names[0].Used; f.Base != base || used != (at == 0) {
			t.Errorf("base %d: asked about %d, it was of use: %v", f.Base, at, used)
		}
	}
	if name := kept.Directives[0].Names[0]; name.Used || name.Known {
		t.Errorf("the original knows %+v", name)
	}
}

// unmark takes §0 and §1 out of a text, and returns where they stood.
func unmark(text string) (string, map[int]bool) {
	marks := map[int]bool{}
	var out strings.Builder
	for i, part := range strings.Split(text, "§") {
		if i > 0 {
			marks[out.Len()] = part[0] == '1'
			part = part[1:]
		}
		out.WriteString(part)
	}
	return out.String(), marks
}

func TestInsert(t *testing.T) {
	tests := []struct {
		name, path, content, want string // findings of r are at §
	}{
		{"a statement", "a.py", "§f(\n    1)  # why\n", "f(\n    1)  # why  # agentlint: ignore[r] -- x\n"},
		{"two findings", "a.py", "§f(§g)\n", "f(g)  # agentlint: ignore[r] -- x\n"},
		{"a header", "a.py", "def §f(\n    a,\n):\n    pass\n", "def f(\n    a,\n):  # agentlint: ignore[r] -- x\n    pass\n"},
		{"a comment that is there", "a.py", "§f()  # agentlint: ignore[a, b] -- y\n", "f()  # agentlint: ignore[a, b, r] -- y\n"},
		{"a comment", "a.py", "if x:\n    §# TODO\n    pass\n", "if x:\n    # agentlint: ignore[r] -- x\n    # TODO\n    pass\n"},
		{"a string that goes on", "a.py", "x = 1\n§a = 1; b = \"\"\"\n\"\"\"\n", "x = 1\n# agentlint: ignore[r] -- x\na = 1; b = \"\"\"\n\"\"\"\n"},
		{"line ends", "a.py", "§f()\r\ng()\r\n", "f()  # agentlint: ignore[r] -- x\r\ng()\r\n"},
		{"no line end", "a.py", "§f()", "f()  # agentlint: ignore[r] -- x"},
		{"a key", "a.yaml", "a:\n  b: §1\n", "a:\n  # agentlint: ignore[r] -- x\n  b: 1\n"},
		{"an item", "a.yaml", "a:\r\n- §b: 1\r\n", "a:\r\n# agentlint: ignore[r] -- x\r\n- b: 1\r\n"},
		{"frontmatter", "a.md", "---\nname: §x\n---\n", "---\n# agentlint: ignore[r] -- x\nname: x\n---\n"},
		{"a block", "a.md", "One.\n\n- §two\n", "One.\n\n<!-- agentlint: ignore[r] -- x -->\n- two\n"},
		{"an example", "a.md", "- x\n\n  ```python\n  §f()\n  ```\n", "- x\n\n  ```python\n  f()  # agentlint: ignore[r] -- x\n  ```\n"},
		{"a comment in an example", "a.md", "> ```python\n> §# TODO\n> ```\n", "> ```python\n> # agentlint: ignore[r] -- x\n> # TODO\n> ```\n"},
		{"a cell", "a.ipynb", `{"cells": [{"cell_type": "code", "source": ["§f(\"a\")\n", "§g(\"b\")"]}]}`,
			`{"cells": [{"cell_type": "code", "source": ["f(\"a\")  # agentlint: ignore[r] -- x\n", "g(\"b\")  # agentlint: ignore[r] -- x"]}]}`},
		{"a comment in a cell", "a.ipynb", `{"cells": [{"cell_type": "code", "source": ["f()\n", "§# TODO\n"]}]}`,
			`{"cells": [{"cell_type": "code", "source": ["f()\n", "# agentlint: ignore[r] -- x\n# TODO\n"]}]}`},
		{"a line that ends in an escape", "a.ipynb", `{"cells": [{"cell_type": "code", "source": "§x = f'\"'\n§y = g  # \u00e9\r\n§z = h  # \ud83d\ude00"}]}`,
			`{"cells": [{"cell_type": "code", "source": "x = f'\"'  # agentlint: ignore[r] -- x\ny = g  # \u00e9  # agentlint: ignore[r] -- x\r\nz = h  # \ud83d\ude00  # agentlint: ignore[r] -- x"}]}`},
		{"a line that ends in a quote", "a.ipynb", `{"cells": [{"cell_type": "code", "source": ["x = \"a\"  # \"§b\""]}]}`,
			`{"cells": [{"cell_type": "code", "source": ["x = \"a\"  # \"b\"  # agentlint: ignore[r] -- x"]}]}`},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			content, wants := unmarkAll(tt.content)
			f, _ := read(tt.path, content)
			insertions, left := f.Insert(wants, "x", false)
			if len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			if diff := cmp.Diff(tt.want, insert(content, insertions)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

func TestInsertTop(t *testing.T) {
	tests := []struct{ path, content, want string }{
		{"a.py", "#!/usr/bin/python\n# coding: utf-8\n§f()\n", "#!/usr/bin/python\n# coding: utf-8\n# agentlint: file-ignore[r] -- x\nf()\n"},
		{"a.py", "\ufeff§f()\n", "\ufeff# agentlint: file-ignore[r] -- x\nf()\n"},
		{"a.yaml", "§a: 1\n", "# agentlint: file-ignore[r] -- x\na: 1\n"},
		{"a.md", "§---\nname: x\n---\n", "---\n# agentlint: file-ignore[r] -- x\nname: x\n---\n"},
		{"a.md", "§One.\n", "<!-- agentlint: file-ignore[r] -- x -->\nOne.\n"},
		{"a.ipynb", `{"cells": [{"cell_type": "code", "source": ["§f()"]}]}`, `{"cells": [{"cell_type": "code", "source": ["# agentlint: file-ignore[r] -- x\nf()"]}]}`},
		{"a.ipynb", `{"cells": [{"cell_type": "code", "source": ["%%time\n", "§f()"]}]}`, `{"cells": [{"cell_type": "code", "source": ["%%time\n", "# agentlint: file-ignore[r] -- x\nf()"]}]}`},
		{"a.ipynb", `{"cells": [{"cell_type": "markdown", "source": ["§secret"]}]}`, `{"cells": [{"cell_type": "markdown", "source": ["secret"]}]}`},
	}
	for _, tt := range tests {
		content, wants := unmarkAll(tt.content)
		f, _ := read(tt.path, content)
		insertions, _ := f.Insert(wants, "x", true)
		if diff := cmp.Diff(tt.want, insert(content, insertions)); diff != "" {
			t.Errorf("%q (-want +got):\n%s", tt.content, diff)
		}
	}
}

// A file may have as many findings as lines, and each line a comment already.
func TestInsertMany(t *testing.T) {
	const lines = 20_000
	for _, line := range []string{"f()\n", "x = 'a'\n", "f()  # agentlint: ignore[a] -- y\n"} {
		f, _ := read("a.py", strings.Repeat(line, lines))
		var wants []Want
		for i := range lines {
			wants = append(wants, Want{"r", i * len(line)})
		}
		if insertions, left := f.Insert(wants, "x", false); len(insertions) != lines || len(left) > 0 {
			t.Errorf("%q: %d insertions, and %d findings have none", line, len(insertions), len(left))
		}
	}
}

func unmarkAll(text string) (string, []Want) {
	content, marks := unmark(strings.ReplaceAll(text, "§", "§1"))
	var wants []Want
	for at := range marks {
		wants = append(wants, Want{"r", at})
	}
	return content, wants
}

func insert(content string, insertions []Insertion) string {
	var out strings.Builder
	at := 0
	for _, i := range insertions {
		out.WriteString(content[at:i.At] + i.Text)
		at = i.At
	}
	return out.String() + content[at:]
}

// FuzzRead checks that whatever is read, directives and insertions lie in the file.
func FuzzRead(f *testing.F) {
	f.Add("a.py", "def f(a=[]):  # agentlint: ignore[r, s] until=2030-01-01 -- why\n    pass\n", 4)
	f.Add("a.yaml", "a: 1  # agentlint: disable[r]\n# agentlint: enable[r]\n", 0)
	f.Add("a.md", "---\nname: x # agentlint: ignore[r]\n---\n<!-- agentlint: ignore[r] -->\n- a\n\n  ```python\n  f()\n  ```\n", 70)
	f.Add("a.toml", "a = '''# agentlint: ignore'''\n", 3)
	f.Add("a.ipynb", `{"cells": [{"cell_type": "code", "source": ["f(\"a\")  # agentlint: ignore[r]\n"]}]}`, 50)
	f.Fuzz(func(t *testing.T, path, content string, at int) {
		file, src := read(path, content)
		for _, d := range file.Directives {
			ranges := []config.Range{d.Range, d.Whole}
			for _, n := range d.Names {
				ranges = append(ranges, n.Range)
			}
			for _, r := range ranges {
				if r.Start < 0 || r.End < r.Start || r.End > len(src.Text) {
					t.Fatalf("%+v is not in %d bytes", r, len(src.Text))
				}
			}
		}
		at = max(0, min(at, len(src.Text)))
		for _, top := range []bool{false, true} {
			insertions, _ := file.Insert([]Want{{"r", at}}, "x", top)
			for _, i := range insertions {
				if i.At < 0 || i.At > len(src.Text) {
					t.Fatalf("an insertion at %d of %d bytes", i.At, len(src.Text))
				}
			}
			if after := insert(string(src.Text), insertions); strings.HasSuffix(path, ".ipynb") && json.Valid(src.Text) && !json.Valid([]byte(after)) {
				t.Fatalf("%s becomes %s, which is no JSON", src.Text, after)
			}
		}
	})
}
