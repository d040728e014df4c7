package shape

import (
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/agent/kind"
)

// An edit is written into the text: ⟦old⟧ is deleted and ⟦old→new⟧ replaced.
func unmark(t *testing.T, text string) (before, after string, edits []lint.Edit) {
	t.Helper()
	for i, part := range strings.Split(text, "⟦") {
		if i > 0 {
			edit, rest, ok := strings.Cut(part, "⟧")
			if !ok {
				t.Fatalf("an edit has no end in %q", text)
			}
			old, written, _ := strings.Cut(edit, "→")
			edits = append(edits, lint.Edit{Start: len(before), End: len(before) + len(old), New: written})
			before, after, part = before+old, after+written, rest
		}
		before, after = before+part, after+part
	}
	return before, after, edits
}

const (
	script     = "import os\nx = load('a')\nif x:\n    y = 1\n    z = 2\nelse:\n    y = 3\n"
	front      = "---\nname: a\ndescription: does it\ntools: [read, edit]\n---\n"
	markdown   = "# One\n\nText with `code`.\n\n## Two\n\n- a\n- b\n"
	exampleEnd = "```\n\nEnd.\n"
)

func TestChanged(t *testing.T) {
	python := func(from, to string) string { return strings.Replace(script, from, to, 1) }
	tests := []struct {
		name, path string
		kind       kind.Kind
		text       string
		isGood     bool
	}{
		{"another argument", "a.py", "", python("'a'", "'a'⟦→, b=1⟧"), true},
		{"a statement", "a.py", "", python("y = 1", "⟦y = 1→if a:\n        y = 1⟧"), true},
		{"a line less", "a.py", "", python("    y = 1\n", "⟦    y = 1\n⟧"), true},
		{"another block", "a.py", "", "f = open(p)\nif a:\n    g(f)\n"[:0] + "⟦f = →with ⟧open(p)⟦→ as f:⟧\n⟦→    ⟧if a:\n⟦→    ⟧    g(f)\nh()\n", true},
		{"a comment", "a.py", "", "def f():\n⟦    # x = 1\n⟧    return 1\n", true},
		{"the last line of a block", "a.py", "", "class A:\n    x = 1\n⟦    # y = 2\n⟧\n\n@c\nclass B: pass\n", true},
		{"a line after a block", "a.py", "", "class A:\n    def b(self): return 1;  # c⟦→\n    d = None⟧\n\n\nclass B:\n    x = 1\n", true},
		{"the first half of a comment", "a.py", "", "try:\n    x = 1⟦  # ignore⟧ # why\nexcept A:⟦  # ignore⟧ # why\n    y = 2\n", true},
		{"a prefix", "a.py", "", "print(⟦f⟧\"x\")\n", true},
		{"a program that is broken anyway", "a.py", "", "x = (\ny = ⟦a→b⟧\n", true},

		{"a quote", "a.py", "", python("'a'", "'a⟦→\"⟧'⟦→\"⟧"), false},
		{"a quote that swallows lines", "a.py", "", "x = f(⟦→\"\"\"⟧)\ny = g(⟦→\"\"\"⟧)\n", false},
		{"a comment that swallows code", "a.py", "", "x = [1⟦→#⟧, 2,\n3]\n", false},
		{"no bracket", "a.py", "", python("'a')", "'a'⟦)⟧"), false},
		{"no line end", "a.py", "", python("y = 1\n", "y = 1⟦\n⟧"), false},
		{"an else of something else", "a.py", "", python("    z = 2", "    ⟦z = 2→for a in b: pass⟧"), true},
		{"the next block", "a.py", "", "if a:\n    b()\n⟦→else:\n⟧    c()\n    d()\n", false},
		{"a block less", "a.py", "", "def f():\n    a()\n    ⟦if b:⟧\n        c()\n        d()\n", false},
		{"what owns the next line", "a.py", "", "if a:\n    b()⟦→\nif d:⟧\n    c()\n    d()\n", false},
		{"lines after it further in", "a.py", "", "a()\n⟦→if b:\n    ⟧c()\nd()\n", true},
		{"indentation", "a.py", "", python("    z", "   ⟦→  ⟧ z"), false},
		{"an import before that of __future__", "a.py", "", "⟦→import os\n⟧from __future__ import annotations\n", false},
		{"an argument by position", "a.py", "", "f(a=1⟦→, b⟧)\n", false},
		{"a return", "a.py", "", "x = 1\n⟦y→return y⟧\n", false},
		{"a keyword", "a.py", "", "x = ⟦y→class⟧\n", false},
		{"an augmented assignment as a value", "a.py", "", "x⟦→ = y⟧ += 1\n", false},
		{"Python 2", "a.py", "", "⟦log(x)→print x⟧\n", false},

		{"a cell", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x = \"a\"⟦→; y⟧\n", "z"], "outputs": []}]}`, true},
		{"a line of a cell", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["⟦# x\n", "⟧z"]}, {"cell_type": "code", "source": "y"}]}`, true},
		{"a quote in a cell", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x = \"a⟦→, ⟧\"\n", "z"]}]}`, true},
		{"a quote that ends the string", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x = \"a\⟦→, b⟧"\n", "z"]}]}`, false},
		{"a cell more", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x⟦→"]}, {"cell_type": "code", "source": ["y⟧"]}]}`, false},
		{"a cell less", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x⟦"]}, {"cell_type": "code", "source": ["⟧y"]}]}`, false},
		{"what a cell is", "a.ipynb", "", `{"cells": [{"cell_type": "⟦code→raw⟧", "source": ["x"]}]}`, false},
		{"output", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x"], "outputs": [{"text": "⟦a→b⟧"}]}]}`, false},
		{"a comma", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x"⟦→, ⟧]}]}`, false},
		{"code of a cell", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["x = f(⟦→'⟧)\n", "z"]}]}`, false},
		{"code of the next cell", "a.ipynb", "", `{"cells": [{"cell_type": "code", "source": ["if x:⟦→ y⟧\n", "    z"]}, {"cell_type": "code", "source": ["a"]}]}`, false},

		{"a value", "a.md", kind.Skill, strings.Replace(front, "does it", "⟦does it→\"does: it\"⟧", 1) + markdown, true},
		{"a key", "a.md", kind.Skill, strings.Replace(front, "tools", "⟦tools→allowed-tools⟧", 1) + markdown, true},
		{"an item", "a.md", kind.Skill, strings.Replace(front, "read", "⟦read→search⟧", 1) + markdown, true},
		{"a quote in frontmatter", "a.md", kind.Skill, strings.Replace(front, "does it", "⟦→\"⟧does it", 1) + markdown, false},
		{"a colon in frontmatter", "a.md", kind.Skill, strings.Replace(front, "does it", "does⟦→:⟧ it", 1) + markdown, false},
		{"a key that swallows another", "a.md", kind.Skill, strings.Replace(front, "name: a\n", "name: a⟦→ |\n ⟧\n", 1) + markdown, true},
		{"a line that joins a value", "a.md", kind.Skill, strings.Replace(front, "\ntools", "\n⟦→  ⟧tools", 1) + markdown, false},
		{"no fence", "a.md", kind.Skill, strings.Replace(front, "---\n", "⟦---\n⟧", 1) + markdown, false},
		{"an end of the frontmatter", "a.md", kind.Skill, strings.Replace(front, "name: a\n", "name: a\n⟦→---\n⟧", 1) + markdown, false},
		{"frontmatter that was broken", "a.md", kind.Skill, "---\nname: a\ndescription: ⟦does: it→\"does: it\"⟧\ntools: [x]\n---\n" + markdown, true},
		{"what hides the frontmatter", "a.md", kind.Skill, "⟦\ufeff\ufeff⟧" + front + markdown, true},
		{"a word", "a.md", kind.Skill, front + strings.Replace(markdown, "Text", "⟦Text→Words⟧", 1), true},
		{"several words", "a.md", kind.Skill, front + "- `a` ⟦b→bb⟧, ⟦c→cc⟧ and `d`\n\n## Two\n", true},
		{"lines further out", "a.md", kind.Skill, "⟦    ⟧---\n⟦    ⟧name: x\n⟦    ⟧---\n⟦    ⟧# A\n⟦    ⟧- b\n\n      c\n\n", false},
		{"a heading", "a.md", kind.Skill, front + strings.Replace(markdown, "Two", "⟦Two→2⟧", 1), true},
		{"the next heading", "a.md", kind.Skill, front + strings.Replace(markdown, "`code`.", "`code`.⟦→\n```⟧", 1), false},
		{"a comment that swallows text", "a.md", kind.Skill, front + strings.Replace(markdown, "Text", "⟦→<!--⟧Text", 1), false},
		{"a list", "a.md", kind.Skill, front + strings.Replace(markdown, "\n- a", "\n⟦→    ⟧- a", 1), false},
		{"an example", "a.md", kind.Skill, front + "> ```python\n> x = f(⟦1→2⟧)\n> y\n> ```\n\nEnd.\n", true},
		{"an example that is no Python then", "a.md", kind.Skill, front + "> ```python\n> x = f(⟦1→(⟧)\n> y\n> ```\n\nEnd.\n", false},
		{"a line outside the quote", "a.md", kind.Skill, front + "> ```python\n> if a:\n>     ⟦b()→b()\n    c()⟧\n> d()\n> ```\n\nEnd.\n", false},
		{"an example in a list", "a.md", kind.Skill, front + "- x\n\n  ```python\n  if a:\n      ⟦b()→b()\n      c()⟧\n  ```\n\nEnd.\n", true},
		{"a line outside the list", "a.md", kind.Skill, front + "- x\n\n  ```python\n  if a:\n      ⟦b()→b()\n c()⟧\n  ```\n\nEnd.\n", false},
		{"YAML in an example", "a.md", kind.Skill, front + "```yaml\nlr: ⟦1e-3→0.001⟧\nepochs: 3\n" + exampleEnd, true},
		{"YAML that swallows a line", "a.md", kind.Skill, front + "```yaml\nlr: ⟦1e-3→>\n ⟧\nepochs: 3\n" + exampleEnd, true},
		{"YAML that is none", "a.md", kind.Skill, front + "```yaml\nlr: ⟦1e-3→[⟧\nepochs: 3\n" + exampleEnd, false},

		{"a number", "a.yaml", "", "lr: ⟦1e-3→0.001⟧\nopt: {name: adam}\n", true},
		{"indentation of YAML", "a.yaml", "", "a:\n  b: ⟦1→2⟧\n⟦→  ⟧c: 3\n", false},
		{"the next value", "a.yaml", "", "a: ⟦1→\"1⟧\nb: \"2\"\n", false},
		{"an anchor", "a.yaml", "", "a: &x 1\nb: ⟦2→*x⟧\nc: 3\n", true},
		{"a comma of JSON", ".mcp.json", "", `{"mcpServers": {"a": {"command": "x"⟦,⟧}}}`, true},
		{"a comma that JSON has not", ".mcp.json", "", `{"mcpServers": {"a": {"command": "x"⟦→,⟧}}}`, false},
		{"a key of JSON", ".mcp.json", "", `{⟦"servers"→"mcpServers"⟧: {"a": {"command": "x"}}}`, true},
		{"an object that ends", ".mcp.json", "", `{"mcpServers": {"a": {"command": "x"⟦→}, "c": {⟧, "args": ["b"]}}}`, false},
		{"a value of TOML", "a.toml", "", "a = ⟦1→2⟧\n[b]\nc = 3\n", true},
		{"a table of TOML", "a.toml", "", "a = 1\n⟦[b]→[d]⟧\nc = 3\n", true},
		{"a table more", "a.toml", "", "a = 1⟦→\n[x]⟧\nc = 3\n", false},
		{"a string of TOML", "a.toml", "", "a = ⟦1→'⟧\nb = '2'\n", false},
	}
	c := NewChecker()
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, after, edits := unmark(t, tt.text)
			got := c.Changed(File{Path: tt.path, Kind: tt.kind, Text: []byte(before), Edits: edits}, []byte(after))
			if (got == "") != tt.isGood {
				t.Errorf("%q, of which the result is\n%s", got, after)
			}
		})
	}
}
