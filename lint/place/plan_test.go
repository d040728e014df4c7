package place

import (
	"context"
	"encoding/json"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/agentlint/agentlint/internal/cpython"
	"github.com/agentlint/agentlint/lint"
	"github.com/agentlint/agentlint/parser/notebook"
	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

// placed returns the places of one file, and the node that spans a part of its program.
func placed(name, text string) (*Places, *token.File) {
	set := token.NewFileSet()
	file := set.AddFile(name, -1, len(text)+1)
	p := New(nil, set)
	p.At, p.Here = name, source.New(name, []byte(text))
	return p, file
}

// A span is a range of offsets in the run's token.FileSet.
type span struct{ pos, end token.Pos }

func (s span) Pos() token.Pos { return s.pos }
func (s span) End() token.Pos { return s.end }

// carry applies a plan to a file, "" if there is no edit.
func carry(t *testing.T, name, text string, of func(at func(part string) span) string) string {
	t.Helper()
	p, file := placed(name, text)
	first := span{}
	at := func(part string) span {
		i := strings.Index(text, part)
		if i < 0 {
			t.Fatalf("%q is not in %q", part, text)
		}
		s := span{file.Pos(i), file.Pos(i + len(part))}
		if first == (span{}) {
			first = s
		}
		return s
	}
	plan, _ := lint.CutPlan(of(at))
	e, ok := p.Plan(name, int(first.pos)-file.Base(), int(first.end)-file.Base(), plan)
	if !ok {
		return ""
	}
	return text[:e.Start] + e.New + text[e.End:]
}

// What was a file's program is none of the next one's, whose text takes the same place.
func TestPlanOfNextFile(t *testing.T) {
	p, _ := placed("a.py", "model = make()\nrun(model)\nprint(model)\n")
	plan := lint.Plan{Do: lint.PutBefore, Text: "model.eval()"}
	if _, ok := p.Plan("a.py", 15, 25, plan); !ok {
		t.Fatal("there is no edit of the first file")
	}
	const next = "model = net(0)\nif model:\n    run(model)\n"
	p.Begin("b.py")
	p.Here.Reset("b.py", []byte(next))
	at := strings.Index(next, "run")
	e, ok := p.Plan("b.py", at, at+len("run(model)"), plan)
	if got := next[:e.Start] + e.New + next[e.End:]; !ok || got != "model = net(0)\nif model:\n    model.eval()\n    run(model)\n" {
		t.Errorf("the second file becomes %q", got)
	}
}

func TestPlan(t *testing.T) {
	const loop = "import torch\nfor epoch in range(3):  # all\n    # first\n    for x in loader:\n        model(x)\n"
	tests := []struct {
		name, text string
		plan       func(at func(part string) span) string
		want       string // "" for none
	}{
		{"before a statement over lines", "x = 1\ny = f(\n    g(x),\n)\n", func(at func(string) span) string { return string(lint.Before(at("g(x)"), "x.a()").NewText) }, "x = 1\nx.a()\ny = f(\n    g(x),\n)\n"},
		{"before one of several on a line", "x = 1; g(x)\n", func(at func(string) span) string { return string(lint.Before(at("g(x)"), "x.a()").NewText) }, ""},
		{"with a name that is not there", "g(x)\n", func(at func(string) span) string { return string(lint.Before(at("g(x)"), "y.a()").NewText) }, ""},
		{"with a name that comes later", "g(x)\ny = 1\n", func(at func(string) span) string { return string(lint.Before(at("g(x)"), "y.a()").NewText) }, ""},
		{"with a name of another function", "def f():\n    y = 1\ndef g():\n    h()\n", func(at func(string) span) string { return string(lint.Before(at("h()"), "y.a()").NewText) }, ""},
		{"after the last line", "if a:\n    s.step(o)", func(at func(string) span) string {
			return string(lint.After(at("s.step(o)"), lint.ReceiverOf(at("s.step(o)"))+".update()").NewText)
		}, "if a:\n    s.step(o)\n    s.update()"},
		{"after a comment", "s.step(o)  # x\r\ny\r\n", func(at func(string) span) string { return string(lint.After(at("s.step(o)"), "s.update()").NewText) }, "s.step(o)  # x\r\ns.update()\r\ny\r\n"},
		{"inside a loop", loop, func(at func(string) span) string {
			loop := at("for epoch in range(3):")
			return string(lint.Inside(loop, "loader.set("+lint.VariableOf(loop)+")").NewText)
		}, strings.Replace(loop, "# all\n", "# all\n    loader.set(epoch)\n", 1)},
		{"inside a loop on one line", "for x in y: f(x)\n", func(at func(string) span) string { return string(lint.Inside(at("for x in y:"), "y.a()").NewText) }, ""},
		{"what counts no turns", "for name in names:\n    f(name)\n", func(at func(string) span) string {
			loop := at("for name in names:")
			return string(lint.Inside(loop, "f("+lint.VariableOf(loop)+")").NewText)
		}, ""},
		{"what a loop goes over", strings.Replace(loop, "in loader", "in tqdm(enumerate(loader))", 1), func(at func(string) span) string {
			return string(lint.Inside(at("for epoch in range(3):"), lint.IteratedBy(at("for x in tqdm(enumerate(loader)):"))+".a()").NewText)
		}, strings.Replace(strings.Replace(loop, "# all\n", "# all\n    loader.a()\n", 1), "in loader", "in tqdm(enumerate(loader))", 1)},
		{"what a call is assigned to", "s = Sampler(a).to(b)\n", func(at func(string) span) string {
			call := at("Sampler(a)")
			return string(lint.After(call, lint.AssignedFrom(call)+".train()").NewText)
		}, "s = Sampler(a).to(b)\ns.train()\n"},
		{"what may be something else", "s = Sampler(a)\nif a:\n    s = None\n", func(at func(string) span) string {
			call := at("Sampler(a)")
			return string(lint.After(call, lint.AssignedFrom(call)+".train()").NewText)
		}, ""},
		{"an attribute in another method", "class A:\n    def __init__(self):\n        self.s = S(1)\n    def f(self):\n        g()\n", func(at func(string) span) string {
			return string(lint.Before(at("g()"), lint.AssignedFrom(at("S(1)"))+".a()").NewText)
		}, "class A:\n    def __init__(self):\n        self.s = S(1)\n    def f(self):\n        self.s.a()\n        g()\n"},
		{"an attribute of another class", "class A:\n    def __init__(self):\n        self.s = S(1)\nclass B:\n    def f(self):\n        g()\n", func(at func(string) span) string {
			return string(lint.Before(at("g()"), lint.AssignedFrom(at("S(1)"))+".a()").NewText)
		}, ""},
		{"a decorator after others", "import torch\nclass A:\n    @staticmethod\n    def f():\n        g()\n", func(at func(string) span) string {
			return string(lint.Decorated(at("g()"), "@torch.no_grad()").NewText)
		}, "import torch\nclass A:\n    @staticmethod\n    @torch.no_grad()\n    def f():\n        g()\n"},
		{"a decorator of a generator", "import torch\ndef f():\n    yield g()\n", func(at func(string) span) string {
			return string(lint.Decorated(at("g()"), "@torch.no_grad()").NewText)
		}, ""},
		{"an argument", "f(a, b=1)\n", func(at func(string) span) string { return string(lint.Passing(at("f(a, b=1)"), "c", "None").NewText) }, "f(a, b=1, c=None)\n"},
		{"an argument instead of another", "f(a, b=1)\n", func(at func(string) span) string { return string(lint.Passing(at("f(a, b=1)"), "b", "None").NewText) }, "f(a, b=None)\n"},
		{"an argument that is computed", "f(a, b=c)\n", func(at func(string) span) string { return string(lint.Passing(at("f(a, b=c)"), "b", "None").NewText) }, ""},
		{"an argument among others that are not known", "f(a, **b)\n", func(at func(string) span) string { return string(lint.Passing(at("f(a, **b)"), "b", "None").NewText) }, ""},
		{"an argument on its line", "f(\n    a,\n    b  # c\n)\n", func(at func(string) span) string {
			return string(lint.Passing(at("f(\n    a,\n    b  # c\n)"), "c", "None").NewText)
		}, "f(\n    a,\n    b,  # c\n    c=None\n)\n"},
		{"the first argument", "f()\n", func(at func(string) span) string { return string(lint.Passing(at("f()"), "c", "None").NewText) }, "f(c=None)\n"},
		{"entries of a variable", "a = {'x': 1}\nsave(a)\n", func(at func(string) span) string { return string(lint.Entries(at("save(a)"), `"y": None`).NewText) }, "a = {'x': 1, 'y': None}\nsave(a)\n"},
		{"an entry that is there", "save({'x': 1})\n", func(at func(string) span) string {
			return string(lint.Entries(at("save({'x': 1})"), `"x": None`).NewText)
		}, ""},
		{"a number in a path", "for epoch in range(3):\n    save(d + '/a{b}.tar.pt')\n", func(at func(string) span) string {
			return string(lint.Numbered(at("save(d + '/a{b}.tar.pt')"), "f", 0, lint.VariableOf(at("for epoch in range(3):"))).NewText)
		}, "for epoch in range(3):\n    save(d + f'/a{{b}}.tar_{epoch}.pt')\n"},
		{"a number in a path that is meant to be replaced", "for epoch in range(3):\n    save('last.pt')\n", func(at func(string) span) string {
			return string(lint.Numbered(at("save('last.pt')"), "f", 0, lint.VariableOf(at("for epoch in range(3):"))).NewText)
		}, ""},
		{"a placeholder", "Save('m.keras')\n", func(at func(string) span) string {
			return string(lint.Numbered(at("Save('m.keras')"), "filepath", 0, "{epoch:02d}").NewText)
		}, "Save('m_{epoch:02d}.keras')\n"},
		{"other text", "f('a', b='c')\n", func(at func(string) span) string {
			return string(lint.Replacing(at("f('a', b='c')"), "c", "d/e").NewText)
		}, "f('a', b='d/e')\n"},
		{"text that is there twice", "f('c', b='c')\n", func(at func(string) span) string {
			return string(lint.Replacing(at("f('c', b='c')"), "c", "d").NewText)
		}, ""},
		{"swapped", "f(a , # x\n  b)\n", func(at func(string) span) string { return string(lint.Swapped(at("f(a , # x\n  b)")).NewText) }, ""},
		{"swapped over lines", "f(a,\n  b(c), d=1)\n", func(at func(string) span) string { return string(lint.Swapped(at("f(a,\n  b(c), d=1)")).NewText) }, "f(b(c),\n  a, d=1)\n"},
		{"sorted", "for a in glob('*'):\n    b\n", func(at func(string) span) string { return string(lint.Sorted(at("glob('*')")).NewText) }, "for a in sorted(glob('*')):\n    b\n"},
		{"sorted where it is a list", "a = list(p.glob('*'))\n", func(at func(string) span) string { return string(lint.Sorted(at("p.glob('*')")).NewText) }, "a = sorted(p.glob('*'))\n"},
		{"a set that has a name", "a = set(b)\n", func(at func(string) span) string { return string(lint.Sorted(at("set(b)")).NewText) }, ""},
		{"moved after another", "a(1)  # x\nb(2)\nc(3)\n", func(at func(string) span) string { return string(lint.MovedAfter(at("a(1)"), at("b(2)")).NewText) }, "b(2)\na(1)  # x\nc(3)\n"},
		{"moved from between blank lines", "x\n\na(1)\n\nb(2)\n", func(at func(string) span) string { return string(lint.MovedAfter(at("a(1)"), at("b(2)")).NewText) }, "x\n\nb(2)\na(1)\n"},
		{"moved before another", "a(1)\nb(2)\nc(3)", func(at func(string) span) string { return string(lint.MovedBefore(at("c(3)"), at("a(1)")).NewText) }, "c(3)\na(1)\nb(2)"},
		{"moved to another block", "a(1)\nif b:\n    c(3)\n", func(at func(string) span) string { return string(lint.MovedAfter(at("a(1)"), at("c(3)")).NewText) }, ""},
		{"moved with what it assigns", "d = a(1)\nb(d)\n", func(at func(string) span) string { return string(lint.MovedAfter(at("a(1)"), at("b(d)")).NewText) }, ""},
		{"rewritten", "p.grads = False\n", func(at func(string) span) string {
			return string(lint.Rewritten(at("p.grads"), `(.+\.)grads(\s*=\s*\w+)`, "$1grad$2").NewText)
		}, "p.grad = False\n"},
		{"an extended argument", "log({'a': loss, 'b': x})\n", func(at func(string) span) string {
			return string(lint.Appended(at("log({'a': loss, 'b': x})"), "loss", ".item()").NewText)
		}, "log({'a': loss.item(), 'b': x})\n"},
		{"in a file that is not Python", "x = (\n", func(at func(string) span) string { return string(lint.Before(at("x"), "x.a()").NewText) }, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := carry(t, "a.py", tt.text, tt.plan); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

// TestExample has a plan for an example in a list item of a document.
func TestExample(t *testing.T) {
	text := "---\nname: a\n---\n\n- x\n\n  ```python\n  x = 1\n  for a in b:\n      f(a)\n  ```\n"
	got := carry(t, ".github/agents/a.agent.md", text, func(at func(string) span) string {
		return string(lint.Under(at("for a in b:"), "with x:").NewText)
	})
	if want := strings.Replace(text, "  for a in b:\n      f(a)\n", "  with x:\n      for a in b:\n          f(a)\n", 1); got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCells has plans for the first and the last line of a cell.
func TestCells(t *testing.T) {
	const text = `{"cells": [{"cell_type": "code", "source": ["x = 1\n", "s.step(o)"]}, {"cell_type": "code", "source": ["f(x)\n"]}], "nbformat": 4}`
	got := carry(t, "a.ipynb", text, func(at func(string) span) string {
		return string(lint.After(at("s.step(o)"), "s.update()").NewText)
	})
	if want := strings.Replace(text, `"s.step(o)"`, `"s.step(o)\n", "s.update()"`, 1); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	got = carry(t, "a.ipynb", text, func(at func(string) span) string { return string(lint.Before(at("f(x)"), "x.a()").NewText) })
	if want := strings.Replace(text, `"f(x)`, `"x.a()\nf(x)`, 1); got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

// unwrap compares programs: the second is the first, with one statement or loop under "with True:".
const unwrap = `
import ast, json, sys, warnings
warnings.simplefilter("ignore")
class Unwrap(ast.NodeTransformer):
    def visit_With(self, node):
        self.generic_visit(node)
        same = isinstance(node.items[0].context_expr, ast.Constant) and node.items[0].context_expr.value is True
        return node.body if same else node
for line in sys.stdin:
    q = json.loads(line)
    try:
        before = ast.parse(q["before"])
        q["before"].encode("ascii"); compile(q["before"], "a.py", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
    except (SyntaxError, ValueError):
        print('""', flush=True)
        continue
    try:
        after = Unwrap().visit(ast.parse(q["after"]))
        answer = "" if ast.dump(before) == ast.dump(after) else "it is another program"
    except (SyntaxError, ValueError) as e:
        answer = str(e)
    print(json.dumps(answer), flush=True)
`

// TestUnder puts each loop and simple statement of the fixtures of all rules under a with statement, in a file and in a notebook: they
// come through it as they were.
func TestUnder(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 to compare with")
	}
	oracle, err := cpython.Start(context.Background(), unwrap)
	if err != nil {
		t.Fatal(err)
	}
	defer oracle.Close()
	names, err := filepath.Glob("../../rules/*/*/testdata/*.py")
	if err != nil || len(names) == 0 {
		t.Fatalf("%d fixtures, %v", len(names), err)
	}
	made := 0
	for i, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if i%4 == 0 && utf8.Valid(text) { // all take a minute, and a notebook can't have other text
			made += underAll(t, oracle, name, string(text))
		}
	}
	if made < 1000 {
		t.Errorf("only %d statements were put under another", made)
	}
}

// underAll puts the statements of a program under a with statement, one by one, and returns how many.
func underAll(t *testing.T, oracle *cpython.Process, name, text string) (made int) {
	f := python.NewParser().Parse(source.New("a.py", []byte(text)), []byte(text), nil)
	lines, err := json.Marshal(strings.SplitAfter(text, "\n"))
	if err != nil {
		t.Fatal(err)
	}
	inNotebook := `{"cells": [{"cell_type": "code", "source": ` + string(lines) + `}], "nbformat": 4}`
	cells := notebook.Parse(source.New("a.ipynb", []byte(inNotebook)))
	for id := range f.Len() {
		n := f.Node(id)
		if !n.Parent().Is(python.Block, python.Module) || !isSimple(n) && !n.Is(python.ForStatement, python.WhileStatement) || n.Is(python.Comment, python.FutureImportStatement) {
			continue
		}
		plan := lint.Plan{Do: lint.PutUnder, Text: "with True:"}
		p, _ := placed("a.py", text)
		e, ok := p.Plan("a.py", n.Start(), n.Start()+1, plan)
		if !ok {
			continue
		}
		made++
		after, answer := text[:e.Start]+e.New+text[e.End:], ""
		if err := oracle.Ask(map[string]string{"before": text, "after": after}, &answer); err != nil {
			t.Fatal(err)
		}
		if answer != "" {
			t.Errorf("%s: %q under another statement: %s\n%s", name, n.Text(), answer, after)
		}
		start := cells.Mapping.Start(n.Start())
		p, _ = placed("a.ipynb", inNotebook)
		if e, ok = p.Plan("a.ipynb", start, start+1, plan); ok {
			changed := notebook.Parse(source.New("a.ipynb", []byte(inNotebook[:e.Start]+e.New+inNotebook[e.End:])))
			if got := strings.TrimSuffix(string(changed.Text), "\n"); got != after {
				t.Errorf("%s: %q in a notebook: got %q, want %q", name, n.Text(), got, after)
			}
		}
	}
	return made
}
