package code

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

func lower(text string) *File {
	src := source.New("a.py", []byte(text))
	return Lower(python.NewParser().Parse(src, src.Text, nil))
}

// reads lists the names that functions read, and where these are.
func reads(f *File) (all []string) {
	for i, fn := range f.Functions {
		f.Walk(f.Read(i, fn.Body), func(op Op, operands []int, _ Span) {
			switch op {
			case LoadLocal:
				all = append(all, "local "+f.Symbols[fn.Locals[operands[0]]])
			case LoadOuter:
				outer := i
				for range operands[0] {
					outer = f.Functions[outer].Outer
				}
				all = append(all, "outer "+f.Symbols[f.Functions[outer].Locals[operands[1]]])
			case LoadModule:
				all = append(all, "module "+f.Symbols[f.Functions[0].Locals[operands[0]]])
			case LoadFree:
				all = append(all, "free "+f.Symbols[operands[0]])
			}
		})
	}
	return all
}

func TestNames(t *testing.T) {
	tests := []struct{ why, source, want string }{
		{"a name of the module", "a = 1\nprint(a)", "free print, module a"},
		{"a parameter", "def f(a):\n    return a", "local a"},
		{"a name of the function around", "def f():\n    a = 1\n    def g():\n        return a", "outer a"},
		{"a function does not see the names of its class", "a = 1\nclass C:\n    a = 2\n    def f(self):\n        return a", "module a"},
		{"the body of a class does", "class C:\n    a = 2\n    b = a", "local a"},
		{"global", "def f():\n    global a\n    a = 1\n    return a", "module a"},
		{"nonlocal", "def f():\n    a = 1\n    def g():\n        nonlocal a\n        a = 2\n        return a", "outer a"},
		{"a comprehension has a name of its own", "a = 1\nb = [a for a in c]\nprint(a)", "free c, module a, free print, module a"},
		{"a name bound below in the function", "a = 1\ndef f():\n    print(a)\n    a = 2", "free print, local a"},
		{"a default is of the names around", "a = 1\ndef f(a=a):\n    return a", "module a, local a"},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			if got := strings.Join(reads(lower(test.source)), ", "); got != test.want {
				t.Errorf("%q reads %s, want %s", test.source, got, test.want)
			}
		})
	}
}

func TestDeadCodeIsLeftOut(t *testing.T) {
	tests := []struct {
		why, source string
		dead        bool
	}{
		{"after return", "def f():\n    return\n    dead()", true},
		{"after raise", "raise E\ndead()", true},
		{"after sys.exit()", "import sys\nsys.exit(1)\ndead()", true},
		{"after exit() that is the project's own", "def exit(): pass\nexit()\ndead()", false},
		{"after both branches return", "def f(a):\n    if a:\n        return\n    else:\n        return\n    dead()", true},
		{"after one branch returns", "def f(a):\n    if a:\n        return\n    dead()", false},
		{"in if False", "if False:\n    dead()", true},
		{"in the else of if 1", "if 1:\n    pass\nelse:\n    dead()", true},
		{"after while True without break", "while True:\n    pass\ndead()", true},
		{"after while True with break", "while True:\n    if a:\n        break\ndead()", false},
		{"a break of an inner loop is not the outer's", "while True:\n    for i in a:\n        break\ndead()", true},
		{"after try that raises, with a handler that goes on", "try:\n    raise E\nexcept E:\n    pass\ndead()", false},
		{"after try and handler that raise", "try:\n    raise E\nexcept E:\n    raise\ndead()", true},
		{"after with that raises", "with a:\n    raise E\ndead()", true},
		{"after with suppress that raises", "import contextlib\nwith contextlib.suppress(E):\n    raise E\ndead()", false},
		{"after continue", "for i in a:\n    continue\n    dead()", true},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			if dead := !slices.Contains(reads(lower(test.source)), "free dead"); dead != test.dead {
				t.Errorf("%q: left out is %v, want %v", test.source, dead, test.dead)
			}
		})
	}
}

func TestPlacesAreThoseOfTheSource(t *testing.T) {
	text := "import torch\n\ndef f(model):\n    é = 1\n    return model.fit(\n        é)\n"
	f := lower(text)
	var got []string
	for i, fn := range f.Functions {
		f.Walk(f.Read(i, fn.Body), func(op Op, _ []int, at Span) {
			if op == Call || op == Attribute {
				got = append(got, text[at.Start:at.End])
			}
		})
	}
	if want := []string{"model.fit", "model.fit(\n        é)"}; !slices.Equal(got, want) {
		t.Errorf("places are %q, want %q", got, want)
	}
}

func FuzzLower(f *testing.F) {
	for _, seed := range []string{
		"a = b = c\na[1:2, ::3] = f'{x!r:>{w}}'", "match p:\n    case {'a': [x, *r]} if x: pass\n    case C(a, b=2) | None as q: pass",
		"try:\n    pass\nexcept (A, B) as e:\n    pass\nelse:\n    pass\nfinally:\n    return", "@d(1)\nclass C(B, metaclass=M):\n    x: int = 3\n    y: str",
		"async def g(a, /, *b, c=1, **d):\n    async with a as b, c: await d\n    yield from [i for i in x if i for j in i]", "lambda *a: (yield)",
		"from . import *\nfrom ..a.b import c as d\nimport a.b.c, e as f", "x = a if b else c < d <= e is not f\ndel x, y[0]\nprint(*a, **b, c=1)",
	} {
		f.Add(seed)
	}
	fixtures, err := filepath.Glob("../../rules/*/*/testdata/*.py")
	if err != nil {
		f.Fatal(err)
	}
	for i := 0; i < len(fixtures); i += 20 {
		text, err := os.ReadFile(fixtures[i])
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(text))
	}
	f.Fuzz(func(t *testing.T, text string) {
		file := lower(text)
		for i, fn := range file.Functions {
			if fn.Outer >= i {
				t.Errorf("function %d is inside function %d", i, fn.Outer)
			}
			file.Walk(file.Read(i, fn.Body), func(op Op, operands []int, at Span) {
				if at.Start < 0 || at.End < at.Start || int(at.End) > len(text) {
					t.Errorf("%v at %v of %d bytes", op, at, len(text))
				}
				if op == LoadLocal && operands[0] >= len(fn.Locals) {
					t.Errorf("slot %d of %d", operands[0], len(fn.Locals))
				}
			})
		}
	})
}

func BenchmarkLower(b *testing.B) {
	fixtures, err := filepath.Glob("../../rules/*/*/testdata/*.py")
	if err != nil {
		b.Fatal(err)
	}
	parser, bytes, coded := python.NewParser(), 0, 0
	for i := range b.N {
		text, err := os.ReadFile(fixtures[i%len(fixtures)])
		if err != nil {
			b.Fatal(err)
		}
		src := source.New("a.py", text)
		f := Lower(parser.Parse(src, src.Text, nil))
		bytes += len(text)
		coded += len(f.Code) + len(fmt.Sprint(f.Symbols, f.Constants))
	}
	b.SetBytes(int64(bytes / b.N))
	b.ReportMetric(float64(coded)/float64(bytes), "code/source")
}
