package main

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/agentlint/agentlint/lint/fix"
)

// small are projects with something to fix in each format.
var small = map[string]string{
	"code/train.py":                    "import torch\n\n\ndef f(a={}):\n    try:\n        print(f\"done\", a)\n    except KeyError as error:\n        raise ValueError(\"no\")\n",
	"code/a.ipynb":                     `{"cells": [{"cell_type": "code", "source": ["import torch\n", "print(f\"\u00e9\")\n", "x = 1"]}], "nbformat": 4}`,
	"agents/.github/agents/a.agent.md": "---\nname: a\ndescription: does: it\n---\n\n# A\n\nText.\n\n- x\n\n  ```python\n  import torch\n  print(f\"done\")\n  ```\n",
	"agents/.mcp.json":                 "{\"mcpServers\": {\"a\": {\"command\": \"x\",}}}\n",
}

func TestRun(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 to compare with")
	}
	dir := t.TempDir()
	for name, content := range small {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	var out bytes.Buffer
	isWrong, err := run(context.Background(), &out, []string{dir}, options{files: 3})
	if err != nil || isWrong {
		t.Fatalf("%v\n%s", err, &out)
	}
	for _, want := range []string{
		"safe fixes: 1 Python files, 1 notebooks, 1 definitions and 1 files of data, of which 4 changed",
		"f-string-without-placeholder      3      3      0          3      0",
		"Raise.cause: nothing => error",
		"the frontmatter can be read now",
		"all fixes: 1 Python", "arguments.defaults: {} => None", "0 wrong",
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, &out)
		}
	}
	for name, content := range small {
		if now, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(now) != content {
			t.Errorf("%s was changed on disk: %v", name, err)
		}
	}
}

// TestDifferences has changes that no rule may make, beside those that one must.
func TestDifferences(t *testing.T) {
	if _, err := exec.LookPath("python3"); err != nil {
		t.Skip("no python3 to compare with")
	}
	python, err := startOracle(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	defer python.Close()
	const cell = `{"cells": [{"cell_type": "code", "source": ["x = 1"], "outputs": []}, {"cell_type": "markdown", "source": ["y"]}]}`
	const agent = "---\nname: a\ntools: [b]\n---\n\n# A\n\n```python\nx = 1\n```\n"
	tests := []struct{ name, path, rule, before, after, want string }{
		{"nothing", "a.py", "", "x = 1  # y\n", "x = 1\n", ""},
		{"as the rule does", "a.py", "raise-without-from", "raise A\n", "raise A from b\n", ""},
		{"as another rule does", "a.py", "forward-called", "raise A\n", "raise A from b\n", "Raise.cause"},
		{"more than the rule does", "a.py", "raise-without-from", "raise A\nx = 1\n", "raise A from b\nx = 2\n", "1 => 2"},
		{"a default among others", "a.py", "mutable-default-arg", "def f(a=0, b=1, c=0, d=[]): pass\n", "def f(a=0, b=1, c=0, d=None): pass\n", ""},
		{"a default among equal ones", "a.py", "mutable-default-arg", "def f(a=1, b=1, c=1, d=[1], e=1): pass\n", "def f(a=1, b=1, c=1, d=None, e=1): pass\n", ""},
		{"another receiver", "a.py", "forward-called", "a.forward(x)\n", "b(x)\n", "a.forward => b"},
		{"a docstring", "a.py", "f-string-without-placeholder", "def f():\n    f'x'\n", "def f():\n    'x'\n", "f'x' => 'x'"},
		{"no Python", "a.py", "", "x = 1\n", "x = (\n", "does not compile"},
		{"indentation", "a.py", "", "if a:\n    b\nc\n", "if a:\n    b\n    c\n", "c"},
		{"code of a cell", "a.ipynb", "", cell, strings.Replace(cell, "x = 1", "x = 2", 1), "1 => 2"},
		{"no JSON", "a.ipynb", "", cell, strings.Replace(cell, "x = 1", `x = \`, 1), "not JSON"},
		{"another cell", "a.ipynb", "", cell, strings.Replace(cell, `"y"`, `"z"`, 1), "more than its code"},
		{"blanks between cells", "a.ipynb", "", cell, strings.Replace(cell, "}, {", "},{", 1), "bytes differ"},
		{"a value", "a.md", "unquoted-colon", agent, strings.Replace(agent, "name: a", "name: b", 1), "name: string a => string b"},
		{"no frontmatter", "a.md", "", agent, strings.Replace(agent, "---\n", "", 1), "no frontmatter"},
		{"text", "a.md", "", agent, strings.Replace(agent, "# A", "# B", 1), "the text differs"},
		{"an example", "a.md", "", agent, strings.Replace(agent, "x = 1", "x = 2", 1), "1 => 2"},
		{"YAML", "a.yaml", "config-yaml-float-string", "lr: 1e-3\nn: 1\n", "lr: 1.0e-3\nn: 2\n", "n: int 1 => int 2"},
		{"JSON", ".mcp.json", "mcp-invalid-json", `{"a": 1}`, `{"a": 1,}`, "can't be read"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := &proof{python: python}
			all, err := p.differences(fix.Change{Path: tt.path, Old: []byte(tt.before), New: []byte(tt.after)}, []string{tt.rule})
			if err != nil {
				t.Fatal(err)
			}
			var wrong []string
			for _, d := range all {
				if !d.byDesign {
					wrong = append(wrong, d.what)
				}
			}
			if got := strings.Join(wrong, "; "); !strings.Contains(got, tt.want) || tt.want == "" && got != "" {
				t.Errorf("wrong: %q, want %q", got, tt.want)
			}
		})
	}
}
