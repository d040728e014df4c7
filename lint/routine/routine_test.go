package routine

import (
	"testing"

	"github.com/agentlint/agentlint/parser/python"
	"github.com/agentlint/agentlint/parser/source"
)

func parse(code string) *python.File {
	src := source.New("a.py", []byte(code))
	return python.NewParser().Parse(src, src.Text, nil)
}

func first(f *python.File) python.Node {
	for n := range f.All(python.FunctionDefinition) {
		return n
	}
	return python.Node{}
}

func TestResults(t *testing.T) {
	tests := []struct {
		name, body string
		values     int
		mayEnd     bool
	}{
		{"a value", "return 1", 1, false},
		{"nothing", "pass", 0, true},
		{"None", "return None", 0, true},
		{"a value or nothing", "if x: return 1", 1, true},
		{"a value on each way", "if x: return 1\n else: return 2", 2, false},
		{"a value or an exception", "if x: return 1\n raise x", 1, false},
		{"an endless loop", "while True: return 1", 1, false},
		{"a loop that ends", "while True:\n  if x: return 1\n  break", 1, true},
		{"in a with", "with x: return 1", 1, false},
		{"in a try", "try: return 1\n except x: return 2", 2, false},
		{"in a try whose handler goes on", "try: return 1\n except x: pass", 1, true},
		{"a generator", "yield 1", 0, true},
		{"of a function inside", "def g(): return 1", 0, true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			values, mayEnd := Results(first(parse("def f(x):\n " + tt.body + "\n")))
			if len(values) != tt.values || mayEnd != tt.mayEnd {
				t.Errorf("Results = %d values, %v; want %d, %v", len(values), mayEnd, tt.values, tt.mayEnd)
			}
		})
	}
}

func TestNameIsGiven(t *testing.T) {
	tests := []struct {
		name, code string
		want       bool
	}{
		{"a function", "def f(): pass", false},
		{"a method", "class A:\n def f(self): pass", false},
		{"a special method", "class A:\n def __len__(self): pass", true},
		{"a hook", "class A(nn.Module):\n def forward(self): pass", true},
		{"a method of a torch module", "from torch import nn\nclass A(nn.Module):\n def f(self): pass", false},
		{"a method that a base elsewhere may have", "class A(Unknown):\n def f(self): pass", true},
		{"an override", "class A(B):\n def f(self): pass\nclass B:\n def f(self): pass", true},
		{"a class that is its own base", "class A(A):\n def f(self): pass", true},
		{"a registered function", "@app.command()\ndef f(): pass", true},
		{"a cached function", "@functools.lru_cache\ndef f(): pass", false},
		{"a test", "def test_f(): pass", true},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if got := NameIsGiven(first(parse(tt.code + "\n"))); got != tt.want {
				t.Errorf("NameIsGiven = %v, want %v", got, tt.want)
			}
		})
	}
}
