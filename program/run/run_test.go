package run

import (
	"fmt"
	"path"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
	"github.com/agentlint/agentlint/program/code"
	"github.com/agentlint/agentlint/program/configfile"
	"github.com/agentlint/agentlint/program/modules"
	"github.com/agentlint/agentlint/program/record"
	"github.com/agentlint/agentlint/program/value"
)

// follow runs main.py of an archive, or a text alone.
func follow(text string) *record.Record {
	archive := txtar.Parse([]byte(text))
	if len(archive.Files) == 0 {
		archive.Files = []txtar.File{{Name: "main.py", Data: []byte(text)}}
	}
	return Run(projectOf(archive), "main.py")
}

// projectOf is the project that the files of an archive make.
func projectOf(archive *txtar.Archive) Project {
	files, folders := map[string][]byte{}, map[string][]string{}
	for _, f := range archive.Files {
		files[f.Name] = f.Data
		folders[path.Dir(f.Name)] = append(folders[path.Dir(f.Name)], path.Base(f.Name))
		for d := path.Dir(f.Name); d != "."; d = path.Dir(d) {
			folders[path.Dir(d)] = append(folders[path.Dir(d)], path.Base(d)+"/")
		}
	}
	parser := python.NewParser()
	return Project{
		Config: func(name string) (*configfile.Node, bool) {
			text, ok := files[name]
			return configfile.Parse(name, text), ok
		},
		Modules: modules.New(func(dir string) []string { return folders[dir] }),
		Load: func(name string) *code.File {
			src := source.New(name, files[name])
			return code.Lower(parser.Parse(src, src.Text, nil))
		},
	}
}

// show writes a value in short.
func show(h *value.Heap, v value.Value) string {
	var all []string
	for _, id := range h.All(v) {
		switch o := h.Object(id); o.Kind {
		case value.Option:
			all = append(all, "option "+o.Name)
		case value.Text:
			var parts []string
			for _, item := range o.Items {
				parts = append(parts, show(h, item))
			}
			all = append(all, strings.Join(parts, "+"))
		default:
			all = append(all, o.Name)
		}
	}
	return strings.Join(all, "|")
}

// events writes what a run leaves: a call a line, with its arguments, after a dot for each loop around it, and with what
// must hold.
func events(r *record.Record) (all []string) {
	for _, e := range r.Events {
		if e.Handles != value.Nothing || e.Instead != value.Nothing || e.Read != 0 {
			continue
		}
		line := strings.Repeat(".", len(e.Loops()))
		if e.Call == 0 {
			line += show(r.Heap, e.Set.Object) + "." + e.Set.Attribute + " = " + show(r.Heap, e.Set.Value)
		} else {
			o := r.Heap.Object(e.Call)
			var args []string
			for _, a := range o.Args {
				text := show(r.Heap, a.Value)
				if a.Name != "" {
					text = a.Name + "=" + text
				}
				args = append(args, text)
			}
			line += strings.TrimSuffix(o.Name, "()") + "(" + strings.Join(args, ", ") + ")"
		}
		for _, a := range e.Around {
			if a.Loop < 0 {
				line += fmt.Sprintf(" if %v by default %d", a.Guard.Holds, a.Guard.ByDefault)
			}
		}
		for _, w := range e.Within {
			line += " in " + w
		}
		if e.Alone {
			line += " alone"
		}
		all = append(all, line)
	}
	return all
}

// header gives the programs of the tests something outside the project to call.
const header = "import lib\n"

func TestRun(t *testing.T) {
	tests := []struct{ why, program, want string }{
		{"a call", "lib.f(1)", "lib.f(1)"},
		{"a name handed through functions", "def g(a): lib.f(a)\ndef h(b): g(b)\nh(1)", "lib.f(1)"},
		{"a call in two loops, one in each of two functions", "def g():\n  for x in lib.loader: lib.step(x)\nfor e in range(3): g()", "builtins.range(3)\n..lib.step(lib.loader[])"},
		{"a call in a loop that changes what the next turn sees", "class A:\n  def __init__(self): self.best = None\n  def step(self, x):\n    if self.best is None:\n      self.best = x\n    else: lib.later()\na = A()\nfor i in lib.loader: a.step(i)", ".lib.later() if false by default 0"},
		{"what a function returns", "def g(): return lib.make()\nlib.f(g().fit)", "lib.make()\nlib.f(lib.make().fit)"},
		{"a function that a condition chooses", "g = lib.a if lib.c else lib.b\ng()", "lib.a()\nlib.b()"},
		{"a class that a condition chooses", "class A:\n  def run(self): lib.a()\nclass B:\n  def run(self): lib.b()\nK = A if lib.c else B\nK().run()", "lib.a()\nlib.b()"},
		{"a class from a dictionary", "class A:\n  def run(self): lib.a()\nclass B:\n  def run(self): lib.b()\nk = {'a': A, 'b': B}\nk[lib.c]().run()", "lib.a()\nlib.b()"},
		{"a method that is inherited", "class A:\n  def run(self): self.step()\nclass B(A):\n  def step(self): lib.b()\nB().run()", "lib.b()"},
		{"super()", "class A:\n  def run(self): lib.a()\nclass B(A):\n  def run(self):\n    super().run()\n    lib.b()\nB().run()", "lib.a()\nlib.b()"},
		{"super() of a class outside", "class A(lib.Module):\n  def save(self): super().save()\nA().save()", "lib.Module()\nlib.Module().save()"},
		{"fields of self", "class A:\n  def __init__(self, o): self.o = o\n  def run(self): self.o.step()\nA(lib.Adam()).run()", "lib.Adam()\nlib.Adam().step()"},
		{"fields of a dataclass", "from dataclasses import dataclass\n@dataclass\nclass C:\n  lr: float = 0.1\nlib.f(C().lr, C(lr=3).lr)", "lib.f(option lr, 3)"},
		{"keywords handed on", "def save(path, **state): lib.save(state['model'], path)\nsave('p', model=lib.m)", "lib.save(lib.m, p)"},
		{"** of a known mapping", "def g(a, b): lib.f(a, b)\ng(**{'b': 1, 'a': 2})", "lib.f(2, 1)"},
		{"* of a known tuple", "def g(a, b): lib.f(a, b)\ng(*(1, 2))", "lib.f(1, 2)"},
		{"partial", "from functools import partial\ndef g(a, b): lib.f(a, b)\np = partial(g, 1)\np(b=2)", "lib.f(1, 2)"},
		{"a jitted function", "import jax\ndef step(s): return lib.f(s)\nstep = jax.jit(step)\nfor b in lib.l: step(b)", ".lib.f(lib.l[])"},
		{"pmap of a partial", "import jax\nfrom functools import partial\ndef step(a, s): lib.f(a, s)\nstep = jax.pmap(partial(step, 1))\nstep(2)", "lib.f(1, 2)"},
		{"a decorator of the project", "def d(f):\n  def w(*a):\n    lib.before()\n    return f(*a)\n  return w\n@d\ndef g(x): lib.f(x)\ng(1)", "lib.before()\nlib.f(1)"},
		{"commands of an application", "import typer\napp = typer.Typer()\n@app.command()\ndef g(n: int = 3): lib.f(n)\n@app.command(name='h')\ndef g2(): lib.h()\nif __name__ == '__main__': app()",
			"typer.Typer()\ntyper.Typer().command()\ntyper.Typer().command(name=h)\nlib.f(option n)\nlib.h()\ntyper.Typer()()"},
		{"commands of an application that is added to another", "import typer\na = typer.Typer()\nb = typer.Typer()\na.add_typer(b, name='b')\n@b.command()\ndef g(): lib.f()\na()",
			"typer.Typer()\ntyper.Typer()\ntyper.Typer().command()\nlib.f()\ntyper.Typer()()"},
		{"commands of an application that a console script calls", "import typer\napp = typer.Typer()\n@app.command()\ndef g(): lib.f()", "typer.Typer()\ntyper.Typer().command()\nlib.f()"},
		{"a decorator that is an instance of a class", "class D:\n  def __init__(self, name): self.name = name\n  def __call__(self, f):\n    def w(*a):\n      lib.before(self.name)\n      return f(*a)\n    return w\n@D('n')\ndef g(x): lib.f(x)\ng(1)",
			"lib.before(n)\nlib.f(1)"},
		{"a decorator that is a class", "class D:\n  def __init__(self, f): self.f = f\n  def __call__(self, *a): return self.f(*a)\n@D\ndef g(x): lib.f(x)\ng(1)", "lib.f(1)"},
		{"a decorator that is a context manager", "from contextlib import ContextDecorator\nclass D(ContextDecorator): pass\nclass A:\n  @D()\n  def g(self): lib.f()\nA().g()",
			"contextlib.ContextDecorator()\nlib.f()"},
		{"a decorator whose class makes the function in place of an instance", "from contextlib import ContextDecorator\nclass D(ContextDecorator):\n  def __new__(cls, f):\n    made = super().__new__(cls)\n    if isinstance(f, str): return made\n    return made(f)\n" +
			"  def __call__(self, f):\n    def w(*a):\n      with self: return f(*a)\n    return w\ndef timed(f): return D(f)\nclass A:\n  @timed\n  def g(self): lib.f(self.x)\na = A()\na.x = 1\na.g()", "builtins.isinstance(A.g, builtins.str)\ncontextlib.ContextDecorator(A.g)\nA.x = 1\nlib.f(1) in ?D"},
		{"a class that makes its one instance", "class S:\n  one = None\n  def __new__(cls, x):\n    if cls.one is None: cls.one = super().__new__(cls)\n    return cls.one\n  def __init__(self, x): self.x = x\nlib.f(S(1).x)", "lib.f(1)"},
		{"a class that makes instances as the one that it extends does", "class A:\n  def __new__(cls, x):\n    made = object.__new__(cls)\n    made.y = 2\n    return made\nclass B(A):\n  def __new__(cls, x): return super().__new__(cls, x)\n  def __init__(self, x): self.x = x\nb = B(1)\nlib.f(b.x, b.y)", "B.y = 2\nlib.f(1, 2)"},
		{"callbacks in a list", "class C:\n  def on_end(self): lib.save()\nfor c in [C()]: c.on_end()", ".lib.save()"},
		{"estimators in a dictionary", "m = {'a': lib.A(), 'b': lib.B()}\nfor n, e in m.items(): e.fit(1)", "lib.A()\nlib.B()\n.lib.A().fit(1)\n.lib.B().fit(1)"},
		{"a while loop with a counter", "e = 0\nwhile e < 10:\n  lib.save(f'{e}.pt')\n  e += 1", ".lib.save(0|counter+.pt)"},
		{"a counter of a for loop", "for e in range(3): lib.save(f'{e}.pt')", "builtins.range(3)\n.lib.save(counter+.pt)"},
		{"a closure", "def g():\n  x = lib.m\n  def h(): lib.f(x)\n  return h\ng()()", "lib.f(lib.m)"},
		{"a lambda", "g = lambda x: lib.f(x)\ng(1)", "lib.f(1)"},
		{"a property", "class A:\n  @property\n  def m(self): return lib.m\nlib.f(A().m)", "lib.f(lib.m)"},
		{"a static and a class method", "class A:\n  @staticmethod\n  def s(x): lib.s(x)\n  @classmethod\n  def c(cls): cls.s(2)\nA.s(1)\nA.c()", "lib.s(1)\nlib.s(2)"},
		{"a generator", "def batches():\n  for x in lib.l: yield x\nfor b in batches(): lib.f(b)", ".lib.f(lib.l[])"},
		{"an instance that iterates over itself", "class D:\n  def __iter__(self): return self\nfor b in D(): lib.f(b)", ".lib.f(?)"},
		{"instances that iterate over each other", "class A:\n  def __iter__(self): return B()\nclass B:\n  def __iter__(self): return A()\nfor b in A(): lib.f(b)", ".lib.f(?)"},
		{"an instance that is iterated over", "class D:\n  def __iter__(self):\n    for x in lib.l: yield x\nfor b in D(): lib.f(b)", ".lib.f(lib.l[])"},
		{"an instance that is called", "class A:\n  def __call__(self, x): lib.f(x)\nA()(1)", "lib.f(1)"},
		{"forward of a module", "class N(lib.Module):\n  def forward(self, x): lib.conv(x)\nn = N()\nn(1)", "lib.Module()\nlib.Module()(1)\nlib.conv(1)"},
		{"an option that is off by default", "import argparse\np = argparse.ArgumentParser()\np.add_argument('--seed', type=int, default=0)\na = p.parse_args()\nif a.seed: lib.seed(a.seed)",
			"argparse.ArgumentParser()\nargparse.Namespace()\nlib.seed(option seed) if true by default 2"},
		{"an option that must be compared", "import argparse\np = argparse.ArgumentParser()\np.add_argument('--seed', default=-1)\na = p.parse_args()\nif a.seed >= 0: lib.seed(a.seed)",
			"argparse.ArgumentParser()\nargparse.Namespace()\nlib.seed(option seed) if true by default 2"},
		{"None is not", "m = None\nif m is not None: lib.f(m)\nlib.g()", "lib.g()"},
		{"a flag that is known", "DEBUG = False\nif DEBUG: lib.a()\nelse: lib.b()", "lib.b()"},
		{"both branches join", "x = 1\nif lib.c: x = 2\nlib.f(x)", "lib.f(1|2)"},
		{"a branch that returns does not", "def g():\n  x = 1\n  if lib.c:\n    x = 2\n    return\n  lib.f(x)\ng()", "lib.f(1) if false by default 0"},
		{"a handler starts before or after the body", "x = 1\ntry:\n  x = lib.load()\nexcept E:\n  lib.f(x)", "lib.load()\nlib.f(1|lib.load()) if true by default 0"},
		{"with", "with lib.no_grad(): lib.f()", "lib.no_grad()\nlib.f() in lib.no_grad"},
		{"what with names", "with lib.open() as f: lib.dump(f)", "lib.open()\nlib.dump(lib.open()) in lib.open"},
		{"a decorator that holds while a function runs", "import torch\n@torch.no_grad()\ndef g(): lib.f()\ng()", "torch.no_grad()\nlib.f() in torch.no_grad"},
		{"recursion", "def g(n):\n  lib.f(n)\n  if n: g(n - 1)\ng(lib.n)", "lib.f(lib.n)\nlib.f(?) if true by default 0"},
		{"a name of the module that a function sets", "m = None\ndef init():\n  global m\n  m = lib.M()\ninit()\nlib.f(m)", "lib.M()\nlib.f(|lib.M())"},
		{"a function handed to something outside", "def objective(t): lib.f(t)\nlib.optimize(objective)", "lib.optimize(objective)\nlib.f(?t)"},
		{"a tuple taken apart", "a, b = lib.split(1)\nlib.f(b)", "lib.split(1)\nlib.f(lib.split()[1])"},
		{"pairs of enumerate", "for i, (x, y) in enumerate(lib.l): lib.f(i, x, y)", ".lib.f(counter, lib.l[][0], lib.l[][1])"},
		{"a function that nothing calls", "def g(model): model.fit()", "?model.fit() alone"},
		{"an annotation of a function that nothing calls", "def g(model: lib.Net): model.fit()", "lib.Net().fit() alone"},
		{"an attribute of something outside", "lib.backends.deterministic = True", "lib.backends.deterministic = "},
		{"a match statement with literals", "m = 'a'\nmatch m:\n  case 'a': lib.a()\n  case 'b': lib.b()", "lib.a()"},
		{"a method that gives its own sort again", "s = lib.make()\nfor b in lib.l: s = s.update(b)", "lib.make()\n.lib.make().update(lib.l[])\n.lib.make().update(lib.l[])"},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			if got := strings.Join(events(follow(header+test.program)), "\n"); got != test.want {
				t.Errorf("%s\n--- leaves\n%s\n--- want\n%s", test.program, got, test.want)
			}
		})
	}
}

func TestRunFollowsImports(t *testing.T) {
	tests := []struct{ why, program, want string }{
		{"a function of another module", "-- main.py --\nfrom helpers import seed\nseed(1)\n-- helpers.py --\nimport lib\ndef seed(s): lib.seed(s)\n", "lib.seed(1)"},
		{"a module's body once", "-- main.py --\nimport a\nimport b\n-- a.py --\nimport b\n-- b.py --\nimport lib\nlib.once()\n", "lib.once()"},
		{"all names", "-- main.py --\nfrom helpers import *\nseed(1)\n-- helpers.py --\nimport lib\ndef seed(s): lib.seed(s)\n", "lib.seed(1)"},
		{"a package that hands on", "-- main.py --\nimport pkg\npkg.seed(1)\n-- pkg/__init__.py --\nfrom .deep import seed\n-- pkg/deep.py --\nimport lib\ndef seed(s): lib.seed(s)\n", "lib.seed(1)"},
		{"the repository's own package before a library", "-- main.py --\nimport torch\ntorch.save(1)\n-- torch/__init__.py --\nimport lib\ndef save(x): lib.own(x)\n", "lib.own(1)"},
		{"a file of a library's name", "-- main.py --\nimport torch\ntorch.save(1)\n-- torch.py --\nimport lib\ndef save(x): lib.own(x)\n", "torch.save(1)"},
		{"a folder of a library's name", "-- main.py --\nimport logging\nlogging.info(1)\n-- logging/other.py --\nx = 1\n", "logging.info(1)"},
		{"a ring", "-- main.py --\nimport a\na.f()\n-- a.py --\nimport b\nimport lib\ndef f(): b.g()\n-- b.py --\nimport a\nimport lib\ndef g(): lib.g()\n", "lib.g()"},
		{"a script's guard is only its own", "-- main.py --\nimport other\n-- other.py --\nimport lib\nif __name__ == '__main__': lib.f()\nlib.g()\n", "lib.g()"},
		{"a module by its name", "-- main.py --\nimport importlib\nimportlib.import_module('pkg.deep').seed(1)\n-- pkg/deep.py --\nimport lib\ndef seed(s): lib.seed(s)\n", "lib.seed(1)"},
		{"a class by its name", "-- main.py --\nfrom util import named\nnamed('net.Net')(1)\n-- net.py --\nimport lib\nclass Net:\n  def __init__(self, n): lib.net(n)\n-- util.py --\nimport importlib\ndef named(text):\n  module, name = text.rsplit('.', 1)\n  return getattr(importlib.import_module(module), name)\n", "builtins.str().rsplit(., 1)\nimportlib.import_module(builtins.str().rsplit()[0])\nbuiltins.getattr(importlib.import_module(), builtins.str().rsplit()[1])\nlib.net(1)"},
		{"a fallback", "-- main.py --\ntry:\n  import fast as m\nexcept ImportError:\n  import slow as m\nm.f()\n", "fast.f()\nslow.f()"},
	}
	for _, test := range tests {
		t.Run(test.why, func(t *testing.T) {
			if got := strings.Join(events(follow(test.program)), "\n"); got != test.want {
				t.Errorf("%s\n--- leaves\n%s\n--- want\n%s", test.program, got, test.want)
			}
		})
	}
}

func TestRunEndsWhateverTheProgram(t *testing.T) {
	var fan strings.Builder // each function calls the next twice: 2⁴⁰ ways
	fan.WriteString("import lib\n")
	for i := range 40 {
		fmt.Fprintf(&fan, "def f%d():\n  f%d()\n  f%d()\n", i, i+1, i+1)
	}
	fan.WriteString("def f40(): lib.f()\nf0()\n")
	r := follow(fan.String())
	if !r.Cut {
		t.Error("nothing says that the program is not followed to its end")
	}
	if len(r.Events) == 0 {
		t.Error("nothing is told of the program")
	}
}

func TestRunIsRepeatable(t *testing.T) {
	program := "import lib\nm = {'b': lib.B(), 'a': lib.A(), 'c': lib.C()}\nfor k in m.values(): k.fit()\nx = m[lib.k]\nlib.f(**m)\n"
	first := events(follow(program))
	for range 20 {
		if again := events(follow(program)); !slices.Equal(first, again) {
			t.Fatalf("one run leaves %q and another %q", first, again)
		}
	}
}

func FuzzRun(f *testing.F) {
	f.Add("def g(*a, **k):\n  return g(*a, **k)\ng(1, b=2)")
	f.Add("class A(A):\n  x: int = 1\n  def __iter__(self): return self\n  def __next__(self): return A()\nfor a in A():\n  a += a\n  a.b.c = a[0]")
	f.Add("while True:\n  try:\n    x, *y = yield x\n  except E as x: continue\n  finally: break\nelse: del x")
	f.Add("with a as b, c: return\nm = [x for x in [lambda: m] if x()]\nmatch m:\n  case [a, *b]: pass")
	f.Add("import main\nfrom main import *\nmain.main.main()")
	f.Fuzz(func(t *testing.T, text string) {
		first := events(follow(text))
		if again := events(follow(text)); !slices.Equal(first, again) {
			t.Errorf("one run leaves %q and another %q", first, again)
		}
	})
}

func TestReads(t *testing.T) {
	r := follow("import torch\nc = torch.load('c.pt')\ntry:\n  m.load(c['a'])\nexcept (KeyError, KeyboardInterrupt):\n  pass\nfinally:\n  m.load(c['b'])\n")
	var got []string
	for _, e := range r.Events {
		switch {
		case e.Read != 0:
			got = append(got, fmt.Sprint(r.Heap.Object(e.Read).Name, " ", e.Tried, " ", e.Finally))
		case e.Handles != value.Nothing:
			got = append(got, "handles exceptions")
		}
	}
	if want := "torch.load()[a] true false, handles exceptions, torch.load()[b] false true"; strings.Join(got, ", ") != want {
		t.Errorf("%q, not %q", got, want)
	}
}

// TestNestedLoopsSettle checks that a nest of loops takes few steps once another turn of it changes nothing, although its names hold
// one thing after another in each turn.
func TestNestedLoopsSettle(t *testing.T) {
	tests := map[string]string{
		"names that a nested function may see": `
import data

def read(names, operations):
    def open_one(name):
        return data.open(name)

    for start in range(0, len(names), 8):
        batch = []
        for name in names[start:]:
            image = open_one(name)
            image = data.resize(image)
            for operation in operations:
                image = operation(image)
            batch.append(image)
        yield batch

def flip(image):
    image = data.flip(image)
    return data.crop(image)

for stage in range(3):
    for epoch in range(10):
        for batch in read(data.names(), [flip, lambda image: data.blur(image)]):
            loss = data.loss(batch)
            loss = loss / 2
`,
		"a name of the function around that counts": `
import data

def batches(texts):
    buffer, cursor, epoch = [], data.rank(), 1

    def refill():
        nonlocal cursor, epoch
        while len(buffer) < 100:
            buffer.append(data.encode(texts[cursor]))
            cursor += 1
            if cursor >= len(texts):
                cursor = cursor % len(texts)
                epoch += 1

    while True:
        rows = []
        for _ in range(8):
            row = []
            while len(row) < 64:
                while len(buffer) < 100:
                    refill()
                for i, item in enumerate(buffer):
                    if len(item) < 64:
                        best = i
                row.extend(buffer.pop(best))
            rows.append(row)
        yield rows, epoch

for batch, epoch in batches(data.texts()):
    loss = data.loss(batch)
`,
		"a number of an object that is set again and again": `
import data

class Counter:
    def __init__(self):
        self.n = 0

    def up(self):
        self.n = self.n + 1
        if self.n > 3:
            self.n = 7

counter = Counter()
for epoch in range(10):
    for batch in data.batches():
        for item in batch:
            for part in item:
                counter.up()
`,
	}
	for name, text := range tests {
		t.Run(name, func(t *testing.T) {
			if got := follow(text); got.Steps > 2500 {
				t.Errorf("took %d steps", got.Steps)
			}
		})
	}
}
