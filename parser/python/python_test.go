package python

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/agentlint/agentlint/parser/source"
)

func parse(t *testing.T, text string) *File {
	t.Helper()
	src := source.New("a.py", []byte(text))
	return NewParser().Parse(src, src.Text, nil)
}

func TestQualifiedName(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"import", "import torch\n!torch.manual_seed!(0)", "torch.manual_seed"},
		{"alias", "import torch as th\n!th.manual_seed!(0)", "torch.manual_seed"},
		{"dotted import binds its root", "import torch.nn\n!torch.nn.Linear!()", "torch.nn.Linear"},
		{"dotted alias", "import torch.nn.functional as F\n!F.relu!(x)", "torch.nn.functional.relu"},
		{"from", "from torch import manual_seed\n!manual_seed!(0)", "torch.manual_seed"},
		{"from alias", "from torch import nn as N\n!N.Linear!()", "torch.nn.Linear"},
		{"relative", "from .utils import set_seed as s\n!s!(0)", ".utils.set_seed"},
		{"relative package", "from . import utils\n!utils.seed!()", ".utils.seed"},
		{"grandparent", "from ..lib.rng import seed\n!seed!()", "..lib.rng.seed"},
		{"inside a function", "import torch\ndef f():\n  !torch.rand!(1)", "torch.rand"},
		{"imported in a function", "def f():\n  import torch\n  !torch.rand!(1)", "torch.rand"},
		{"imported elsewhere", "def f():\n  import torch\ndef g():\n  !torch.rand!(1)", ""},
		{"shadowed by a parameter", "import torch\ndef f(torch):\n  !torch.rand!(1)", ""},
		{"shadowed by an assignment", "import torch\ntorch = fake()\n!torch.rand!(1)", ""},
		{"shadowed by a local def", "from torch import rand\ndef rand(): pass\n!rand!(1)", ""},
		{"shadowed in a comprehension", "import torch\n[!torch.x! for torch in y]", ""},
		{"not shadowed outside it", "import torch\n[1 for torch in y]\n!torch.x!", "torch.x"},
		{"class names are not seen in methods", "import np\nclass A:\n  np = 1\n  def f(self): !np.x!", "np.x"},
		{"default is outside", "import np\ndef f(np=!np.x!): pass", "np.x"},
		{"optional import", "try:\n  import apex\nexcept ImportError:\n  apex = None\n!apex.amp!", "apex.amp"},
		{"either import", "try:\n  import cPickle as p\nexcept ImportError:\n  import pickle as p\n!p.dump!", "cPickle.dump"},
		{"instance", "import torch\no = torch.optim.SGD(p)\n!o.step!()", "torch.optim.SGD().step"},
		{"instance assigned twice", "import torch\no = torch.optim.SGD(p)\no = x\n!o.step!()", ""},
		{"unpacked", "from m import f\na, b = f()\n!b!", "m.f()[1]"},
		{"pairwise", "import a, b\nx, y = a.A(), b.B()\n!y!", "b.B()"},
		{"chained", "import a\nx = y = a.A()\n!x.m!", "a.A().m"},
		{"with", "import a\nwith a.A() as x:\n  !x.m!()", "a.A().m"},
		{"walrus", "import a\nif (x := a.A()):\n  !x.m!()", "a.A().m"},
		{"function here", "def f(): pass\n!f!()", "~.f"},
		{"method on self", "class A:\n  def f(self): pass\n  def g(self): !self.f!()", "~.A().f"},
		{"method on cls", "class A:\n  @classmethod\n  def g(cls): !cls.f!()", "~.A.f"},
		{"no self in a static method", "class A:\n  @staticmethod\n  def g(x): !x.f!()", ""},
		{"attribute of self", "import t\nclass A:\n  def __init__(self): self.o = t.O()\n  def g(self): !self.o.step!()", "t.O().step"},
		{"attribute assigned twice", "import t\nclass A:\n  def __init__(self): self.o = t.O()\n  def g(self):\n    self.o = 1\n    !self.o.step!()", "~.A().o.step"},
		{"nested function", "def f():\n  def g(): pass\n  !g!()", "~.f.<locals>.g"},
		{"instance of a local class", "class A: pass\na = A()\n!a.fit!()", "~.A().fit"},
		{"builtin", "!print!(1)", "builtins.print"},
		{"shadowed builtin", "def f(list): !list!()", ""},
		{"global", "import t\no = 1\ndef f():\n  global o\n  o = t.O()\n!o!", ""},
		{"unknown", "!foo.bar!()", ""},
		{"recursive value", "x = x.y\n!x!", ""},
		{"mutual values", "a = b.c\nb = a.c\n!a!", ""},
		{"line break in a chain", "import torch\n(!torch\n .manual_seed!(0))", "torch.manual_seed"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			before, rest, _ := strings.Cut(tt.text, "!")
			marked, after, _ := strings.Cut(rest, "!")
			f := parse(t, before+marked+after)
			n := nodeAt(f, len(before), len(before)+len(marked))
			if got := n.QualifiedName(); got != tt.want {
				t.Errorf("QualifiedName(%q) = %q, want %q", n.Text(), got, tt.want)
			}
		})
	}
}

// nodeAt returns the innermost node that spans exactly these bytes.
func nodeAt(f *File, start, end int) (at Node) {
	for n := range f.Root().All() {
		if n.Start() == start && n.Stop() == end {
			at = n
		}
	}
	return at
}

func TestErrors(t *testing.T) {
	f := parse(t, "def f(:\n  pass\nx = 1\ntry:\n  g()\nexcept:\n  h()\n")
	if f.Status != Recovered {
		t.Fatalf("status = %v, want Recovered", f.Status)
	}
	var texts []string
	for n := range f.Errors() {
		texts = append(texts, n.Text())
	}
	if len(texts) == 0 {
		t.Error("no error nodes")
	}
	if f.Count(ExceptClause) != 1 {
		t.Errorf("the rest of the file is not parsed: %d except clauses", f.Count(ExceptClause))
	}
}

func TestFileIsReused(t *testing.T) {
	p := NewParser()
	for _, text := range []string{"import a\na.b()\n", "", "x = 1\n", "class C:\n  def m(self): pass\n"} {
		src := source.New("a.py", []byte(text))
		f := p.Parse(src, src.Text, nil)
		want := parse(t, text)
		if diff := cmp.Diff(outline(want), outline(f)); diff != "" {
			t.Errorf("reused parser differs on %q:\n%s", text, diff)
		}
	}
}

func outline(f *File) (out []string) {
	for n := range f.Root().All() {
		out = append(out, n.Kind().String()+" "+n.Text()+" "+n.QualifiedName())
	}
	return out
}

func TestDeepNesting(t *testing.T) {
	nested := func(depth int) *File {
		return parse(t, "x = "+strings.Repeat("(", depth)+"1"+strings.Repeat(")", depth)+"\n")
	}
	const depth = MaxDepth - 3 // module, statement, assignment
	if f := nested(depth - 1); f.Status != Clean || f.Count(ParenthesizedExpression) != depth-1 {
		t.Errorf("status %d and %d parenthesized expressions, want %d", f.Status, f.Count(ParenthesizedExpression), depth-1)
	}
	if f := nested(50_000); f.Status != TooDeep || f.Len() != 1 {
		t.Errorf("status %d and %d nodes, want those of a file that is given up", f.Status, f.Len())
	}
}

// NUL is in no file of text, but a notebook may have it in its JSON, and be the first file of all.
func TestNULFirst(t *testing.T) {
	src := source.New("a.ipynb", []byte("x = 1\x00\n"))
	if f := NewParser().Parse(src, src.Text, nil); f.IsGivenUp() {
		t.Errorf("nothing is told of it: %v", f.Status)
	}
}

// FuzzParse checks what every reader of the flat nodes relies on.
func FuzzParse(f *testing.F) {
	for _, s := range []string{"", "x", "def f(:\n", "import a\nfrom .b import *\n", "f'{x!r:>{w}}'", "\xef\xbb\xbfx=1\r\n", "print 'a'\n", "x = 1\x00\n", "match x:\n  case [a, *b]: pass\n"} {
		f.Add([]byte(s))
	}
	p := NewParser()
	f.Fuzz(func(t *testing.T, data []byte) {
		src := source.New("a.py", data)
		file := p.Parse(src, src.Text, nil)
		for i := range file.records {
			r := &file.records[i]
			parent := &file.records[r.parent]
			if r.start > r.end || int(r.end) > len(src.Text) || int(r.next) <= i || int(r.next) > len(file.records) {
				t.Fatalf("record %d is out of order: %+v", i, *r)
			}
			if i > 0 && (r.next > parent.next || int(r.parent) >= i || r.start < parent.start || r.end > parent.end) {
				t.Fatalf("record %d %+v is not inside its parent %+v", i, *r, *parent)
			}
		}
		for n := range file.All(Identifier, Call, Attribute) {
			n.QualifiedName()
		}
		for n := range file.All(Identifier) {
			if !slices.Contains(slices.Collect(n.Parent().Identifiers(n.Text())), n) {
				t.Fatalf("%q is not among the identifiers of its parent", n.Text())
			}
		}
	})
}
