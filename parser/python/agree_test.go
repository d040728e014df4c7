package python

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/source"
)

// An oracle parses texts with and without tree-sitter and compares the nodes.
type oracle struct {
	t          testing.TB
	fast, slow *Parser

	same, differ, recovered, declined int
}

func newOracle(t testing.TB) *oracle {
	slow := NewParser()
	slow.slow = true
	return &oracle{t: t, fast: NewParser(), slow: slow}
}

// check reports whether text did without tree-sitter.
func (o *oracle) check(name string, text []byte) bool {
	if len(text) == 0 || source.IsBinary(text) {
		return true
	}
	src := &source.File{Text: text}
	before := o.fast.Fallbacks()
	got := o.fast.Parse(src, text, nil)
	switch fellBack := o.fast.Fallbacks() > before; {
	case fellBack && got.Status != Recovered:
		o.declined++
		o.t.Logf("%s: declined", name)
		return false
	case fellBack:
		o.recovered++
		return false
	}
	want := o.slow.Parse(src, text, nil)
	if want.Status == got.Status && slices.Equal(got.records, want.records) {
		o.same++
		return true
	}
	o.differ++
	o.t.Errorf("%s: the paths differ: %s", name, difference(got, want))
	return true
}

func (o *oracle) String() string {
	return fmt.Sprintf("same %d, differ %d, syntax errors %d, declined %d", o.same, o.differ, o.recovered, o.declined)
}

func difference(got, want *File) string {
	for i := range min(got.Len(), want.Len()) {
		if got.records[i] != want.records[i] {
			return fmt.Sprintf("node %d is %v %+v, want %v %+v", i, got.Node(i).Kind(), got.records[i], want.Node(i).Kind(), want.records[i])
		}
	}
	return fmt.Sprintf("%d nodes with status %d, want %d with status %d", got.Len(), got.Status, want.Len(), want.Status)
}

// pythonIn calls f with all Python under a directory: files, and the fences of Markdown and of txtar archives.
func pythonIn(t testing.TB, dir string, f func(name string, text []byte)) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		ext := filepath.Ext(path)
		if err != nil || d.IsDir() || ext != ".py" && ext != ".md" && ext != ".txtar" {
			return err
		}
		text, err := os.ReadFile(path)
		if ext == ".py" {
			f(path, text)
			return err
		}
		for _, m := range fence.FindAllSubmatch(text, -1) {
			f(path, m[1])
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

var fence = regexp.MustCompile("(?s)```python\n(.*?)```")

// TestPathsAgree compares on the repository's own Python, or on the directories in AGENTLINT_PYTHON_FILES.
func TestPathsAgree(t *testing.T) {
	dirs := []string{"../.."}
	if list := os.Getenv("AGENTLINT_PYTHON_FILES"); list != "" {
		dirs = filepath.SplitList(list)
	}
	o := newOracle(t)
	for _, dir := range dirs {
		pythonIn(t, dir, func(name string, text []byte) { o.check(name, text) })
	}
	t.Log(o)
	if o.same < 10 || o.declined > o.same/100 {
		t.Errorf("too many files fell back: %v", o)
	}
}

// snippets are what the lexer and the driver treat apart. All do without tree-sitter.
var snippets = []string{
	"\n", "  \n\t\n", "# c", "# c\n\n", "\\\n", "x", "x = 1 # c\n", "\xef\xbb\xbfx=1\r\n", "\f\nx\n", "x\r\ny\r\n",
	"if x:\n  y\n# outer\n  # inner\n  z\n# end\n", "if x:\n\ty\n        z\n", "if x: y; z\nelse: pass\n", "class A: pass\n\n\n",
	"def f(a, /, b: int = 1, *c, d, **e) -> None:\n    '''doc'''\n    return a\n", "async def f():\n  async with a as b, c: await d\n",
	"x = (1,\n     2, # c\n     3)\n", "x = 1 + \\\n    2\n", "x = \\\n  'a'\n", "@a.b\n@c\ndef f(): ...\n",
	"'a' \"b\" '''c''' r'\\'' b'\\x00\\Ne' u'\\u1234' f'' ''\n", "'''a'b''c\n'''\n", "r'\\\\'\n", "'\\\n'\n", "'a\\qb\\0c\\N{DASH}'\n", "`x`\n",
	"f'a{x}b{{c}}{y!r:>{w}.2f}{z=}'\n", "f'''{\nx\n}'''\n", "f\"{x['a']}{'b'}\"\n", "rf'\\d{x}'\n", "f'{x:%Y-%m}' f'{{}}'\n",
	"[0, 1_000, 0x1F, 0b1, 0o7, 1.5, .5, 1., 1e5, 1.5e-3j, 2j, 10L]\n", "x.y\n...\nx[...]\n", "x <> y\n", "a @ b // c ** d << e >> f & g | h ^ i\n",
	"a += b; c -= d; e **= f; g //= h; i >>= j; k <<= l; m @= n\n", "x if y else z\n", "not a in b\na not in b\na is not b\n",
	"lambda: 0\nlambda x, *y: (yield)\n", "print 'a', b\nprint >>f, x\nprint(x)\nexec 'x'\n", "match = 1\ncase = 2\ntype = 3\n_ = 4\nmatch(x)\n",
	"match x:\n  case [a, *_]: pass\n  case {'k': v, **r} | A(b=1): pass\n  case _ if y: pass\n", "type X[T] = int\n", "def f[T: int, *U](): pass\n",
	"try: a\nexcept* B as c: d\nfinally: e\n", "try: a\nexcept (B, C): d\nexcept E: f\nexcept: g\nelse: h\n", "(a, b) = [c, d] = e\n", "[a, [b, c]] = d\n",
	"for a, (b, c) in d: pass\nelse: e\n", "with (a as b, c as d): pass\nwith (a, b): pass\n", "f(*a, **b)\nf(*a.b, c)\n[*a, 1]\n",
	"[x for x in y if z]\n{x: y for x in z}\n(x async for x in y)\n", "x: int = 1\nx: List[int]\n", "global a, b\nnonlocal c\ndel d, e\nassert f, g\n",
	"from . import a as b, c\nfrom .a.b import (c, d,)\nfrom __future__ import x\nimport a.b as c\nfrom a import *\n", "raise A from b\n",
	"é = 'ü' # ñ\nπ2 = é\n", "x\u200b = 1\n", "while (n := f()): break\n", "return *self.x\n", "A=A,*A[0] ", "0(*A* *A.A0)", "x = a[0], b[1]\n", "a[1:2, ::3, *b]\n",
	"+(**A.A.A)\n", "return (**A[0].A)\n", "A, *A[A] = A\n", "A, *A(A).A = A\n", "print (A), *A.A\n", "print(A) % *A[0]\n", "print(A(*not A))\n",
	"with (A, *A * *A,) as A: pass\n", "with (A, *A(A), A),: pass\n",
	"x = [*a, *b]\n", "x = (*a, *b)\n", "x = {*a, *b}\n", "f(*a, *b)\n", "f(*a, *b, c, *d, **e)\n", "x = [*a.b]\n", "x = [*a[1:]]\n", "x = [*a()]\n",
	"x = (*s[1:], 2)\n", "x = (2, *s[1:])\n", "x = ((*args, *kw.values()))\n", "return [*a.b, *c.d[0], *e()]\n", "x = [\n    *a, # c\n    # d\n    *b.c,\n]\n",
	"[*a, *b] = c\n", "(*a.b, c[0]) = d = [*e, *f]\n", "x[*a, *b]\n", "print(*a, *b)\n", "print (*a.b, *c)\n", "print *a, *b\n",
	"print >>f, [*a, *b]\n", "for x in *a, *b: pass\n", "for x in [*a.b, *c]: [*d, *e]\n", "del [*a.b, *c]\n", "x = *a, *b.c\n", "yield [*a, *b]\n",
	"x = f\"{[*a, *b]}{(*a.b,)}\"\n", "if x:\n  y = [*a,\n  *b]\nelse:\n  z((*a.b,\n\t*c), *d)\n", "lambda *a: (*a.b, *c)\n", "[*a, *b][0](*c.d, *e)\n",
	"with (*a.b, *c): pass\n", "match [*a.b, *c]:\n  case [*d]: pass\n", "class A(*b.c, *d): pass\n", "@a(*b, *c)\ndef f(x=(*d, *e.f)): pass\n",
	"exec *a, *b\n", "assert [*a, *b], (*c.d, *e)\n", "raise A(*b, *c) from d(*e.f, *g)\n", "x = [*a.b for c in d]\n", "x = (*(*a, *b), *[*c, *d])\n",
}

func TestFastPath(t *testing.T) {
	o := newOracle(t)
	for _, text := range snippets {
		if !o.check(fmt.Sprintf("%q", text), []byte(text)) {
			t.Errorf("%q needed tree-sitter", text)
		}
	}
}

func TestFallbacks(t *testing.T) {
	p := NewParser()
	for i, text := range []string{"def f(:\n", "x = (1\n", "x\x00\n", "'a\n", "x y\n", strings.Repeat("(", 100) + "\n"} {
		src := &source.File{Text: []byte(text)}
		if p.Parse(src, src.Text, nil); p.Fallbacks() != i+1 {
			t.Errorf("%d fallbacks after %q, want %d", p.Fallbacks(), text, i+1)
		}
	}
}

// TestLinear parses what is quadratic or recursive in a careless parser: each would take minutes or overflow a stack.
func TestLinear(t *testing.T) {
	const n = 100_000
	for name, text := range map[string]string{
		"continuations": "x = 1 +" + strings.Repeat("\\\n", n) + "2\n",
		"comments":      strings.Repeat("# c\n", n) + "x\n",
		"parentheses":   strings.Repeat("(", n) + "1" + strings.Repeat(")", n) + "\n",
		"lists":         "x = [a" + strings.Repeat(", b", n) + "]\n",
		"ambiguous":     "x = (" + strings.Repeat("[", n) + "a" + strings.Repeat("]", n) + ")\n",
		"statements":    strings.Repeat("x, y = y[0], x\n", n),
		"not":           strings.Repeat("not ", n) + "x\n",
		"string":        "'''" + strings.Repeat("\"' {}\n", n) + "'''\n",
	} {
		p := NewParser()
		src := &source.File{Text: []byte(text)}
		if f := p.Parse(src, src.Text, nil); (f.Status != Clean && f.Status != TooDeep) || p.Fallbacks() != 0 {
			t.Errorf("%s: status %v, %d fallbacks", name, f.Status, p.Fallbacks())
		}
	}
}

func FuzzPathsAgree(f *testing.F) {
	for _, s := range snippets {
		f.Add([]byte(s))
	}
	for _, s := range []string{"(**A.A.A)", "print not", "asin :=* as as *AA", "print(A(*A()))\n", "print(A(*A + A))\n"} { // once differed
		f.Add([]byte(s))
	}
	o := newOracle(f)
	f.Fuzz(func(t *testing.T, data []byte) {
		o.t = t
		o.check("input", data)
	})
}

// BenchmarkParse parses the repository's Python that has no syntax errors.
func BenchmarkParse(b *testing.B) {
	var sources []*source.File
	size := 0
	o := newOracle(b)
	pythonIn(b, "../..", func(name string, text []byte) {
		if len(text) > 0 && o.check(name, text) {
			sources = append(sources, &source.File{Text: text})
			size += len(text)
		}
	})
	for _, path := range []struct {
		name   string
		parser *Parser
	}{{"driver", o.fast}, {"tree-sitter", o.slow}} {
		b.Run(path.name, func(b *testing.B) {
			b.SetBytes(int64(size))
			for b.Loop() {
				for _, src := range sources {
					path.parser.Parse(src, src.Text, nil)
				}
			}
		})
	}
}
