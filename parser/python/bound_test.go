package python

import (
	"context"
	"runtime"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/parser/source"
)

// hostile are texts of about n bytes that take much of a careless parser.
var hostile = map[string]func(n int) string{
	"open parentheses": func(n int) string { return strings.Repeat("(", n) },
	"open brackets":    func(n int) string { return strings.Repeat("[", n) },
	"parentheses":      func(n int) string { return strings.Repeat("(", n/2) + "1" + strings.Repeat(")", n/2) },
	"ambiguous":        func(n int) string { return "x = (" + strings.Repeat("[", n/2) + "a" + strings.Repeat("]", n/2) + ")" },
	"nested 900 deep":  func(n int) string { return repeat("x = "+strings.Repeat("(", 900)+"a"+strings.Repeat(")", 900)+"\n", n) },
	"continuations":    func(n int) string { return "x = 1 +" + repeat("\\\n", n) + "2" },
	"blank continued":  func(n int) string { return repeat("  \\\n", n) + "x" },
	"comments":         func(n int) string { return repeat("# c\n", n) + "x" },
	"comments, CR":     func(n int) string { return repeat("# c\r", n) + "x" },
	"line ends":        func(n int) string { return repeat("\r", n) },
	"blanks":           func(n int) string { return repeat(" ", n) },
	"tabs":             func(n int) string { return "x" + repeat("\t", n) + "= 1\n" + repeat(" \t\n", n) },
	"names":            func(n int) string { return "x = [a" + repeat(", b", n) + "]" },
	"stars":            func(n int) string { return "x = [" + repeat("*a, *b.c[0], *d(), ", n) + "]" },
	"starred call":     func(n int) string { return "f(" + repeat("*a, *b, ", n) + ")" },
	"nested stars":     func(n int) string { return repeat("x = "+strings.Repeat("[*a, *", 100)+"b"+strings.Repeat("]", 100)+"\n", n) },
	"statements":       func(n int) string { return repeat("x, y = y[0], x\n", n) },
	"one line":         func(n int) string { return repeat("x;", n) + "x" },
	"prints":           func(n int) string { return repeat("print (a), *b\nprint >>c, *d\n", n) },
	"not":              func(n int) string { return repeat("not ", n) + "x" },
	"elif":             func(n int) string { return "if a: b\n" + repeat("elif c: d\n", n) },
	"decorators":       func(n int) string { return repeat("@a\n", n) + "def f(): pass\n" },
	"functions":        func(n int) string { return repeat("def f(a=[], *b): return a\n", n) },
	"string":           func(n int) string { return "'''" + repeat("\"' {}\n", n) + "'''" },
	"f-string":         func(n int) string { return "f'" + repeat("{a!r:>{b}}", n) + "'" },
	"nested f-strings": func(n int) string { return repeat("f'{", n/2) + "1" + repeat("}'", n/2) },
	"table":            func(n int) string { return "x = [\n" + repeat("[1, 2.5, 'a', None],\n", n) + "]\n" },
	"open string":      func(n int) string { return "'''" + repeat("a b c\n", n) },
	"open strings":     func(n int) string { return repeat("x = 'a\n", n) },
	"bad lines":        func(n int) string { return repeat("x = = 1\n", n) },
	"prose":            func(n int) string { return repeat("This is not Python, but plain text; it goes on (and on).\n", n) },
	"template":         func(n int) string { return repeat("{% if a %}\nx = {{ b }}\n{% endif %}\n", n) },
	"commas":           func(n int) string { return repeat(",", n) },
	"dots":             func(n int) string { return repeat(".", n) },
	"quotes":           func(n int) string { return repeat("'", n) },
	"backslashes":      func(n int) string { return repeat("\\", n) },
	"noise":            func(n int) string { return repeat("a (]b{:;'c,\"d.*\n\t=)e[}f'''#g\n", n) },
}

func repeat(unit string, n int) string { return strings.Repeat(unit, n/len(unit)+1) }

// TestWorkIsBounded counts the steps that texts take: twice the text takes twice as many, or the parse is given up in time.
func TestWorkIsBounded(t *testing.T) {
	small := limits{depth: MaxDepth, nodes: 100_000, bytes: 16 << 20, steps: 300_000, stepsPerByte: 10}
	const (
		n            = 20_000
		driverSteps  = 80  // a byte: 64 for conflicts, and the rest
		betweenLooks = 100 // actions of tree-sitter, each of which may copy as many nodes as there are bytes
	)
	for name, text := range hostile {
		for _, slow := range []bool{false, true} {
			p := newParser(small)
			p.slow = slow
			steps := func(n int) (Status, uint64) {
				src := &source.File{Text: []byte(text(n))}
				return p.Parse(src, src.Text, nil).Status, p.steps
			}
			_, once := steps(n)
			status, twice := steps(2 * n)
			if status == Clean && float64(twice) > 2.2*float64(once)+10_000 {
				t.Errorf("%s: %d steps, then %d for twice the text", name, once, twice)
			}
			if most := small.steps + (small.stepsPerByte+driverSteps+betweenLooks)*2*n; twice > most {
				t.Errorf("%s: %d steps, want at most %d", name, twice, most)
			}
		}
	}
}

func TestLimits(t *testing.T) {
	many := func(change func(*limits)) limits {
		l := usual
		change(&l)
		return l
	}
	tests := []struct {
		name, text string
		limits     limits
		want       Status
	}{
		{"depth", strings.Repeat("(", 100_000), usual, TooDeep},
		{"depth of valid code", strings.Repeat("not ", 1100) + "x", usual, TooDeep},
		{"depth of a recovered tree", strings.Repeat("(", 1100) + "= =" + strings.Repeat(")", 1100), usual, TooDeep},
		{"nodes", repeat("x;", 1000) + "x", many(func(l *limits) { l.nodes = 1000 }), TooLarge},
		{"nodes of a recovered tree", repeat("x;", 1000) + "= =", many(func(l *limits) { l.nodes = 1000 }), TooLarge},
		{"steps", repeat(".", 20_000), many(func(l *limits) { l.steps = 1_000_000 }), TooHard},
		{"memory", repeat("x = 'a\n", 100_000), many(func(l *limits) { l.bytes = 1 << 20 }), TooHard},
		{"none reached", repeat("x = = 1\n", 10_000), usual, Recovered},
	}
	for _, test := range tests {
		p := newParser(test.limits)
		for _, text := range []string{test.text, "x = 1\n", "x = = 1\n"} { // what was given up is forgotten
			want := test.want
			switch text {
			case "x = 1\n":
				want = Clean
			case "x = = 1\n":
				want = Recovered
			}
			src := &source.File{Text: []byte(text)}
			f := p.Parse(src, src.Text, nil)
			if f.Status != want || f.IsGivenUp() != (f.Len() == 1) {
				t.Errorf("%s: status %d with %d nodes, want status %d", test.name, f.Status, f.Len(), want)
			}
		}
	}
}

func TestInterrupt(t *testing.T) {
	for _, text := range []string{"x = 1\n", "x = = 1\n"} {
		src := &source.File{Text: []byte(text)}
		p := NewParser()
		ctx, cancel := context.WithCancel(t.Context())
		stop := p.Heed(ctx)
		if f := p.Parse(src, src.Text, nil); f.IsGivenUp() {
			t.Errorf("status %v of %q before the interrupt", f.Status, text)
		}
		cancel()
		for p.Parse(src, src.Text, nil).Status != Interrupted { // which another goroutine tells the parser
			runtime.Gosched()
		}
		stop()

		p = NewParser()
		ctx, cancel = context.WithCancel(t.Context())
		p.Heed(ctx)()
		cancel()
		if f := p.Parse(src, src.Text, nil); f.Status == Interrupted {
			t.Errorf("a parser that heeds nothing any more is interrupted in %q", text)
		}
	}
}
