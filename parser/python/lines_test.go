package python

import (
	"bufio"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/source"
)

// A place is where a statement begins: its line, and how many statements around it make a scope, a loop or a context.
type place struct{ Line, Depth int }

// oracleSource prints, for each line of standard input that is a text in base64, the places of its statements, or null if CPython does not
// compile it.
const oracleSource = `
import ast, base64, json, sys, warnings
warnings.simplefilter("ignore")
AROUND = tuple(getattr(ast, n) for n in
    "FunctionDef AsyncFunctionDef ClassDef For AsyncFor While With AsyncWith Try TryStar Match".split() if hasattr(ast, n))
def places(node, depth):
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.stmt):
            yield child.lineno, depth
        yield from places(child, depth + isinstance(child, AROUND))
for line in sys.stdin:
    try:
        tree = ast.parse(base64.b64decode(line))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        print("null", flush=True)
        continue
    print(json.dumps([{"Line": l, "Depth": d} for l, d in sorted(places(tree, 0))]), flush=True)
`

// A cpython tells what CPython makes of a text.
type cpython struct {
	in  io.Writer
	out *bufio.Scanner
}

func newCPython(t *testing.T) *cpython {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		t.Skip("python3 is not installed")
	}
	cmd := exec.Command(python, "-c", oracleSource)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = in.Close()
		_ = cmd.Wait()
	})
	scanner := bufio.NewScanner(out)
	scanner.Buffer(nil, 1<<20)
	return &cpython{in, scanner}
}

// places returns where statements begin, and whether CPython takes the text for a program.
func (c *cpython) places(t *testing.T, text string) (places []place, ok bool) {
	t.Helper()
	fmt.Fprintln(c.in, base64.StdEncoding.EncodeToString([]byte(text)))
	if !c.out.Scan() {
		t.Fatalf("CPython ended: %v", c.out.Err())
	}
	if err := json.Unmarshal(c.out.Bytes(), &places); err != nil {
		t.Fatal(err)
	}
	return places, places != nil
}

var around = []Kind{FunctionDefinition, ClassDefinition, ForStatement, WhileStatement, WithStatement, TryStatement, MatchStatement}

var statements = append([]Kind{
	ImportStatement, FutureImportStatement, ImportFromStatement, PrintStatement, AssertStatement, ExpressionStatement,
	ReturnStatement, DeleteStatement, RaiseStatement, PassStatement, BreakStatement, ContinueStatement, GlobalStatement,
	NonlocalStatement, ExecStatement, TypeAliasStatement, IfStatement, ElifClause,
}, around...)

// places returns where the statements of a file begin, sorted.
func places(f *File) (places []place) {
	for n := range f.All(statements...) {
		depth := 0
		for p := n.Parent(); p.Exists(); p = p.Parent() {
			if p.Is(around...) {
				depth++
			}
		}
		places = append(places, place{f.Source.Position(n.Start()).Line, depth})
	}
	slices.SortFunc(places, func(a, b place) int { return (a.Line-b.Line)*1000 + a.Depth - b.Depth })
	return places
}

// programs are what is torn apart to see where lines end and blocks begin.
var programs = []string{
	"# c\nimport a\ndef f(b=[]):\n    '''d\n    e'''\n    return b\n",
	"if a:\n    b = 1\n    if c:\n        d()\n    e()\nelse:\n    f()\ng()\n",
	"for a in b:\n\tif c:\n\t\td()\n\te()\nf()\n",
	"x = (1,\n  2, # c\n  3)\ny = [a\n]\nz = {\n}\n",
	"x = 1 + \\\n    2\nif x and \\\n   y:\n    z = \\\n  'a'\n",
	"class A:\n  '''d'''\n  x = 1\n\n  # c\n  def f(self):\n      pass\n# e\n  y = 2\nz = 3\n",
	"x = 'a\\\nb'; y = \"c\"\nz = '''d\n  e\\\n'''\nw = f'{x}{y!r:>{z}}'\nv = rb'\\\n'\n",
	"try:\n  a()\nexcept B:\n  c()\nfinally:\n  d()\n\n\nwith e as f: g(); h()\ni = f'''\n{j}\n'''\n",
	"def f(\n    a,\n    b=2,\n):\n    return (a\n+ b)\n@g(\n)\nclass C(D): pass\n",
}

// marks are the characters that end a line somewhere, or count as blank somewhere.
var marks = []string{
	"\n", "\n", "\r", "\r", "\r\n", "\r\n", "\f", "\v", "\t", " ", "  ", "        ", "\\\n", "\\\r", "\\\r\n", "\x1a", "\u2028", "\u0085", "\x1c",
	"\u00a0", "\ufeff", "#", "# c\r", "'", "'''", "\"", "\\", ":", ";", "(", ")", "x", "x = 1", "\n\r", " \f", "\f  ", "\x00",
}

// tear puts marks into a text, takes pieces away, or changes all its line ends or indents.
func tear(r *rand.Rand, text string) string {
	switch r.IntN(8) {
	case 0:
		text = strings.ReplaceAll(text, "\n", "\r")
	case 1:
		text = strings.ReplaceAll(text, "\n", "\r\n")
	case 2:
		text = strings.ReplaceAll(text, "  ", "\t")
	case 3:
		text = strings.ReplaceAll(text, "    ", " \f    ")
	}
	for range r.IntN(5) {
		at := r.IntN(len(text) + 1)
		switch r.IntN(3) {
		case 0: // at a place where a line ends
			if end := strings.IndexAny(text[at:], "\r\n"); end >= 0 {
				at += end + r.IntN(2)
			}
			text = text[:at] + marks[r.IntN(len(marks))] + text[at:]
		case 1:
			text = text[:at] + marks[r.IntN(len(marks))] + text[at:]
		case 2:
			if at < len(text) {
				text = text[:at] + text[at+1:]
			}
		}
	}
	return text
}

// TestLinesAgree compares where statements begin, and what they stand in, with CPython: on torn programs that it compiles.
// AGENTLINT_PYTHON_MUTATIONS sets how many, AGENTLINT_PYTHON_SEED which.
func TestLinesAgree(t *testing.T) {
	n, seed := 4000, uint64(1)
	if s := os.Getenv("AGENTLINT_PYTHON_MUTATIONS"); s != "" {
		n, _ = strconv.Atoi(s)
		seed, _ = strconv.ParseUint(os.Getenv("AGENTLINT_PYTHON_SEED"), 10, 64)
	}
	r, c, fast, slow := rand.New(rand.NewPCG(2, seed)), newCPython(t), NewParser(), NewParser()
	slow.slow = true
	compiled, failed := 0, 0
	for range n {
		text := tear(r, programs[r.IntN(len(programs))])
		want, ok := c.places(t, text)
		if !ok {
			continue
		}
		compiled++
		for _, p := range []*Parser{fast, slow} {
			src := source.New("a.py", []byte(text))
			f := p.Parse(src, src.Text, nil)
			if got := places(f); f.Status != Clean || !slices.Equal(got, want) {
				if failed++; failed > 30 {
					return
				}
				t.Errorf("%q: status %v, statements at %v, want %v", text, f.Status, got, want)
			}
		}
	}
	if compiled < n/10 {
		t.Errorf("only %d of %d are programs", compiled, n)
	}
	t.Logf("%d of %d are programs", compiled, n)
}
