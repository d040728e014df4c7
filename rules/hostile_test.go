package rules

import (
	"context"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/agentlint/agentlint/lint/discover"
	"github.com/agentlint/agentlint/lint/engine"
	"github.com/agentlint/agentlint/lint/request"
)

// tooLong is what no test here takes but by a fault: each takes a second, and minutes if its time grows with the square
// of its size.
const tooLong = 60 * time.Second

// numbered repeats a text with %[1]d for the number of the repetition and %[2]d for the next, which ends where it began.
func numbered(n int, text string) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, text, i, (i+1)%n)
	}
	return out.String()
}

// bomb is YAML of a few lines that would be a billion values if aliases were followed.
func bomb() string {
	return "a0: &a0 [x,x,x,x,x,x,x,x,x,x]\n" +
		numbered(12, "a%[1]d_: 1\n") + strings.Repeat("b: &b [*a0,*a0,*a0,*a0,*a0,*a0,*a0,*a0,*a0]\n", 1) +
		"c: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\n" +
		"f: &f [*e,*e,*e,*e,*e,*e,*e,*e,*e]\ng: &g [*f,*f,*f,*f,*f,*f,*f,*f,*f]\nh: &h [*g,*g,*g,*g,*g,*g,*g,*g,*g]\n"
}

// TestHostile checks content that somebody made to bring a linter down: it takes a time and memory that grow with its size.
func TestHostile(t *testing.T) {
	const frontmatter = "---\nname: a\ndescription: b\n"
	const training = "lr: 0.1\nepochs: 3\nmodel: x\n"
	python := func(text string) string { return "import torch\n" + text }
	tests := []struct{ name, file, content string }{
		{"a line of megabytes", "a.py", python("x = '" + strings.Repeat("ü", 1_500_000) + "'\n")},
		{"findings on one line", "a.py", python("x = [" + strings.Repeat("open('a').x, ", 5000) + "]\n")},
		{"nested brackets", "a.py", python(strings.Repeat("[", 50_000) + strings.Repeat("]", 50_000))},
		{"open brackets", "a.py", python(strings.Repeat("(", 100_000))},
		{"nested blocks", "a.py", python(nestedBlocks(200))},
		{"a chain of calls", "a.py", python("x = a" + strings.Repeat(".b()", 450) + "\n")},
		{"sums", "a.py", python("x = " + strings.Repeat("a + ", 30_000) + "a\n")},
		{"identical findings", "a.py", python(strings.Repeat("try:\n f()\nexcept:\n pass\n", 20_000))},
		{"suppressions", "a.py", python(strings.Repeat("x = 1  # agentlint: ignore[bare-except] -- y\n", 20_000))},
		{"suppressed findings", "a.py", python(strings.Repeat("try:\n f()\nexcept:  # agentlint: ignore[bare-except] -- y\n pass\n", 20_000))},
		{"suppressions on lines of their own", "a.py", python(strings.Repeat("# agentlint: ignore[bare-except] -- y\nx = 1\n", 15_000))},
		{"suppressions for other linters", "a.py", python(strings.Repeat("try:\n f()\nexcept:  # noqa: E722\n pass\n", 20_000))},
		{"suppressions of everything", "a.py", python(strings.Repeat("# agentlint: file-ignore[bare-except] -- y\ntry:\n f()\nexcept:\n pass\n", 10_000))},
		{"ranges in ranges", "a.py", python(strings.Repeat("# agentlint: disable[bare-except] -- y\nx = 1\n", 10_000) + strings.Repeat("# agentlint: enable[style]\n", 10_000))},
		{"suppressions of unknown rules", "a.py", python(numbered(2000, "x = 1  # agentlint: ignore[bare-exzept%[1]d%[2]d] -- y\n"))},
		{"names in a suppression", "a.py", python("x = 1  # agentlint: ignore[" + strings.Repeat("bare-except, ", 20_000) + "style] -- y\n")},
		{"suppressions on one line", "a.py", python("x = 1 " + strings.Repeat("\t#agentlint:ignore[bare-except]--y", 15_000) + "\n")},
		{"classes that inherit in a circle", "a.py", python(numbered(4000, "class C%[1]d(C%[2]d):\n    def f(self): return self.x\n"))},
		{"classes that inherit from those of the same name", "a.py", python(strings.Repeat("class A(A):\n    def __init__(self): self.x = 1\n", 90))},
		{"configurations that inherit from those of the same name", "a.py", python(strings.Repeat("class AConfig(AConfig):\n    x = []\n", 90))},
		{"a ladder of classes", "a.py", python(numbered(200, "class C%[1]d(C%[2]d, C%[2]d): pass\n") + "C0().forward(x)\n")},
		{"one callback, again and again", "a.py", python(strings.Repeat("c = C(c)\nm.fit(x, callbacks=[c], validation_data=x_test)\n", 3000))},
		{"functions that call in a circle", "a.py", python(numbered(4000, "def f%[1]d(x):\n    return f%[2]d(x)\n"))},
		{"one function, again and again", "a.py", python(strings.Repeat("def f(x):\n    return x\n", 10_000))},
		{"one name, again and again", "a.py", python(strings.Repeat("x = x.y\n", 20_000))},
		{"exceptions", "a.py", python("try:\n f()\n" + numbered(6000, "except E%[1]d as e%[2]d:\n raise X\n"))},
		{"open files", "a.py", python(numbered(5000, "f%[1]d_%[2]d = open('a')\n"))},
		{"imports", "a.py", python(numbered(5000, "import m%[1]d, m%[2]d\n"))},
		{"trainings", "a.py", python(strings.Repeat("for epoch in range(3):\n loss.backward()\n opt.step()\n", 150))},
		{"trainings with all that belongs to them", "a.py", python("import logging\nlog = logging.getLogger()\n" + numbered(200, "for epoch in range(3):\n for x in loader%[1]d:\n"+
			"  opt.zero_grad()\n  loss = f(m%[1]d(x))\n  loss.backward()\n  opt.step()\n  log.info(loss)\n m%[1]d.eval()\n with torch.no_grad():\n  for x in val%[2]d:\n"+
			"   log.info(f(m%[1]d(x)))\n torch.save(m%[1]d.state_dict(), f'{epoch}.pt')\n"))},
		{"more than a program", "a.py", python(strings.Repeat("for epoch in range(3):\n loss.backward()\n opt.step()\n", 10_000))},
		{"names given to each other", "a.py", python(numbered(300, "a%[1]d = a%[2]d + b%[1]d\nb%[1]d = a%[2]d + b%[2]d\n") + trainingOf("print(a0, b0)"))},
		{"reports", "a.py", python(trainingOf(numbered(3000, "print('a', b%[1]d, c(d%[2]d))\n")))},
		{"a ladder of reports", "a.py", python(numbered(60, "def f%[1]d(x):\n print(x)\n f%[2]d(x)\n f%[2]d(x)\n") + trainingOf("f0(loss)"))},
		{"saves", "a.py", python(strings.Repeat(trainingOf("pass"), 50) + numbered(1500, "torch.save(m.state_dict(), p%[1]d)\n"))},
		{"a ladder of saves", "a.py", python(numbered(60, "def save%[1]d(x):\n save%[2]d(x)\n save%[2]d(x)\n") + trainingOf("save0(m)"))},
		{"a path made of paths", "a.py", python(strings.Repeat("if c:\n p = join(p, q)\n q = join(q, p)\n", 49) + trainingOf("torch.save(m.state_dict(), p)"))},
		{"a state made of states", "a.py", python(strings.Repeat("if c:\n s = dict(s, a=t)\n t = [s, t, s]\n", 49) + trainingOf("torch.save(s, 'a')"))},
		{"attributes made of attributes", "a.py", python("class T:\n" + numbered(90, " def f%[1]d(self):\n  self.p = join(self.p, self.q)\n  self.q = join(self.q, self.p)\n") +
			" def train(self):\n  for x in loader:\n   self.opt.zero_grad()\n   m(x).backward()\n   self.opt.step()\n   torch.save(m.state_dict(), self.p)\nT().train()\n")},
		{"a ladder of steps", "a.py", python(numbered(1000, "def f%[1]d(x):\n if x:\n  f%[2]d(x)\n opt.step()\n f%[2]d(x)\n") + trainingOf("f0(x)"))},
		{"functions that data flows through", "a.py", python("from sklearn.preprocessing import StandardScaler\n" +
			numbered(60, "def f%[1]d(x):\n"+strings.Repeat(" x = f%[2]d(x)\n", 60)+" return x\n") + "StandardScaler().fit(f0(x))\n")},
		{"a long name", "a.py", python(strings.Repeat("aB_", 300_000) + " = 1\n")},
		{"continued lines", "a.py", python("x = 1 " + strings.Repeat("\\\n", 4000) + "\n")},
		{"unclosed fences", "a.agent.md", frontmatter + "---\n" + strings.Repeat("```\n~~~\n", 20_000)},
		{"nested quotes", "a.agent.md", frontmatter + "---\n" + strings.Repeat(">", 100_000)},
		{"nested lists", "a.agent.md", frontmatter + "---\n" + strings.Repeat("- ", 50_000)},
		{"links in links", "a.agent.md", frontmatter + "---\n" + strings.Repeat("[a](", 100_000)},
		{"headings", "a.agent.md", frontmatter + "---\n" + numbered(10_000, "# h%[1]d %[2]d\n")},
		{"placeholders on one line", "a.agent.md", frontmatter + "---\n" + strings.Repeat("{{x}} ", 2000)},
		{"placeholders", "a.agent.md", frontmatter + "---\n" + strings.Repeat("Use {{x}}.\n\n", 30_000)},
		{"suppressions in Markdown", "a.agent.md", frontmatter + "---\n" + strings.Repeat("Use {{x}}. <!-- agentlint: ignore[unresolved-placeholder] -- y -->\n\n", 10_000)},
		{"packages on one line", "a.agent.md", frontmatter + "---\n" + strings.Repeat("`npx -y @a/b` ", 1000)},
		{"a large frontmatter", "a.agent.md", frontmatter + numbered(10_000, "k%[1]d: v%[2]d\n") + "---\n"},
		{"nested frontmatter", "a.agent.md", frontmatter + "a: " + strings.Repeat("[", 100_000) + "\n---\n"},
		{"aliases of aliases in frontmatter", "a.agent.md", frontmatter + bomb() + "---\n"},
		{"handoffs", "a.agent.md", frontmatter + "handoffs:\n" + numbered(5000, "  - {agent: b%[1]d, label: x%[2]d, prompt: y}\n") + "---\n"},
		{"aliases of aliases", "train.yaml", training + bomb()},
		{"an alias of itself", "train.yaml", training + "a: &a [*a]\nb: &b {c: *b}\n"},
		{"nested YAML", "train.yaml", training + "a: " + strings.Repeat("[", 60_000)},
		{"nested JSON", ".mcp.json", `{"mcpServers": ` + strings.Repeat("[", 500_000)},
		{"servers on one line", ".mcp.json", `{"mcpServers": {` + numbered(8000, `"s%[1]d": {"command": "npx", "args": ["p%[2]d"]}, `) + `"z": {}}}`},
		{"tables", "train.toml", "lr = 0.1\nepochs = 3\n" + numbered(10_000, "[t%[1]d]\nlr = %[2]d\n")},
		{"cells", "a.ipynb", `{"cells": [` + strings.Repeat(`{"cell_type": "code", "source": ["import torch\n", "try:\n f()\nexcept:\n pass"]}, `, 8000) + `{}]}`},
		{"lines of a cell", "a.ipynb", `{"cells": [{"cell_type": "code", "source": ["import torch\n"` + strings.Repeat(`, "try:\n", " f()\n", "except:\n", " pass\n"`, 8000) + `]}]}`},
		{"nested notebook", "a.ipynb", `{"cells": ` + strings.Repeat("[", 500_000)},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			start := time.Now()
			lintHostile(t, request.Config{Files: []discover.Entry{{Path: tt.file, Abs: "/r/" + tt.file, Explicit: true}}}, map[string]string{tt.file: tt.content})
			if took := time.Since(start); took > tooLong {
				t.Errorf("it took %s", took)
			}
		})
	}
}

// TestHostileProject checks many files that import, or hand off to, one another in circles.
func TestHostileProject(t *testing.T) {
	files := map[string]string{}
	for i := range 1000 {
		files[fmt.Sprintf("m%d.py", i)] = fmt.Sprintf("import torch\nfrom m%d import f\ndef g(): f()\n", (i+1)%1000)
		files[fmt.Sprintf(".github/agents/a%d.agent.md", i)] = fmt.Sprintf("---\nname: a%d\ndescription: b\nhandoffs:\n  - {agent: a%d, label: c, prompt: d}\n---\nDo it.\n", i, (i+1)%1000)
	}
	cfg := request.Config{}
	for name := range files {
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: "/r/" + name})
	}
	start := time.Now()
	lintHostile(t, cfg, files)
	if took := time.Since(start); took > tooLong {
		t.Errorf("it took %s", took)
	}
}

// TestHostileProgram checks scripts that all import the same functions, which call one another, and each other.
func TestHostileProgram(t *testing.T) {
	files := map[string]string{"utils.py": "import torch\n" + numbered(300, "def f%[1]d(x):\n print(f%[2]d(x))\n return f%[2]d(x)\n")}
	cfg := request.Config{Files: []discover.Entry{{Path: "utils.py", Abs: "/r/utils.py"}}}
	for i := range 100 {
		name := fmt.Sprintf("t%d.py", i)
		files[name] = fmt.Sprintf("import torch, utils, t%d\nparser.add_argument('--o%d')\nargs = parser.parse_args()\n", (i+1)%100, i) +
			trainingOf("utils.f0(loss)")
		cfg.Files = append(cfg.Files, discover.Entry{Path: name, Abs: "/r/" + name})
	}
	start := time.Now()
	lintHostile(t, cfg, files)
	if took := time.Since(start); took > tooLong {
		t.Errorf("it took %s", took)
	}
}

// trainingOf is a training that does something in each step, which is given line by line.
func trainingOf(step string) string {
	return "for x in loader:\n opt.zero_grad()\n loss = m(x)\n loss.backward()\n opt.step()\n " +
		strings.ReplaceAll(strings.TrimSpace(step), "\n", "\n ") + "\n"
}

// TestFixMany fixes a file with thousands of faults.
func TestFixMany(t *testing.T) {
	content := strings.Repeat("x = f\"a\"\n", 3000)
	if fixed := string(fixFile(t, "a.py", []byte("import torch\n"+content))); strings.Contains(fixed, `f"`) {
		t.Error("not all is fixed")
	}
}

// lintHostile runs all rules over files in memory, none of which may panic.
func lintHostile(t *testing.T, cfg request.Config, files map[string]string) {
	t.Helper()
	one := oneFile("", nil)
	one.Files = cfg.Files
	one.Read = func(path string) ([]byte, error) { return []byte(files[strings.TrimPrefix(path, "/r/")]), nil }
	result, err := engine.Run(context.Background(), one)
	if err != nil {
		t.Fatal(err)
	}
	for _, n := range result.Notices {
		if strings.Contains(n.Message, "panicked") {
			t.Errorf("%s: %s", n.Path, n.Message)
		}
	}
}

func nestedBlocks(n int) string {
	var out strings.Builder
	for i := range n {
		fmt.Fprintf(&out, "%sdef f%d(x=[]):\n", strings.Repeat(" ", i), i)
	}
	return out.String() + strings.Repeat(" ", n) + "pass\n"
}
